import { collectSubFields } from "@graphql-tools/utils";
import type { FieldNode, GraphQLObjectType, GraphQLResolveInfo } from "graphql";

/** What a selection means depends on: the schema, the document's fragments, and the variables, coerced. */
export type Operation = Pick<GraphQLResolveInfo, "schema" | "fragments" | "variableValues">;

/** The nodes that ask for one response name, in their order. */
export type FieldNodes = readonly [FieldNode, ...FieldNode[]];

/**
 * What some nodes together select of an object, by response name, in the order of the response (GraphQL specification,
 * `CollectFields` and `MergeSelectionSets`).
 */
export function collectFields(
  { schema, fragments, variableValues }: Operation,
  type: GraphQLObjectType,
  nodes: readonly FieldNode[],
): (readonly [name: string, nodes: FieldNodes])[] {
  const { fields } = collectSubFields(schema, fragments, { coerced: variableValues, sources: {} }, type, [...nodes]);
  return [...fields].flatMap(([name, [first, ...others]]) =>
    first === undefined ? [] : [[name, [first, ...others]] as const],
  );
}

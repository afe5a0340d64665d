import { collectSubFields } from "@graphql-tools/utils";
import type { FieldNode, GraphQLObjectType, GraphQLResolveInfo } from "graphql";

/** The context of a selection: the schema, the document's fragments, and the coerced variables. */
export type Operation = Pick<GraphQLResolveInfo, "schema" | "fragments" | "variableValues">;

/** The nodes that select one response name, in document order. */
export type FieldNodes = readonly [FieldNode, ...FieldNode[]];

/**
 * The merged selections of several nodes of an object, by response name, in response order (GraphQL specification,
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

import {
  type FieldNode,
  type FragmentDefinitionNode,
  getDirectiveValues,
  GraphQLIncludeDirective,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  GraphQLSkipDirective,
  type InlineFragmentNode,
  isTypeSubTypeOf,
  Kind,
  type SelectionNode,
  typeFromAST,
} from "graphql";

/** What a selection means depends on: the schema, the document's fragments, and the variables, coerced. */
export type Operation = Pick<GraphQLResolveInfo, "schema" | "fragments" | "variableValues">;

/** The nodes that ask for one response name, in their order. */
export type FieldNodes = readonly [FieldNode, ...FieldNode[]];

/**
 * What some nodes together select of an object, by response name, in the order of the response (GraphQL specification,
 * `CollectFields` and `MergeSelectionSets`).
 */
export function collectFields(
  operation: Operation,
  type: GraphQLObjectType,
  nodes: readonly FieldNode[],
): ReadonlyMap<string, FieldNodes> {
  const fields = new Map<string, FieldNodes>();
  const spread = new Set<string>();
  collect(nodes.flatMap(({ selectionSet }) => selectionSet?.selections ?? []));
  return fields;

  function collect(selections: readonly SelectionNode[]): void {
    for (const selection of selections) {
      if (!isIncluded(operation, selection)) continue;
      if (selection.kind === Kind.FIELD) {
        const name = (selection.alias ?? selection.name).value;
        const [first, ...others] = fields.get(name) ?? [];
        fields.set(name, first === undefined ? [selection] : [first, ...others, selection]);
      } else {
        const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? unfold(selection.name.value) : selection;
        if (fragment !== undefined && appliesTo(operation, type, fragment)) collect(fragment.selectionSet.selections);
      }
    }
  }

  /** The fragment of this name, the first time that it is asked for. */
  function unfold(name: string): FragmentDefinitionNode | undefined {
    if (spread.has(name)) return undefined;
    spread.add(name);
    return operation.fragments[name];
  }
}

function isIncluded({ variableValues }: Operation, selection: SelectionNode): boolean {
  const skip = getDirectiveValues(GraphQLSkipDirective, selection, variableValues);
  const include = getDirectiveValues(GraphQLIncludeDirective, selection, variableValues);
  return skip?.["if"] !== true && include?.["if"] !== false;
}

function appliesTo(
  { schema }: Operation,
  type: GraphQLObjectType,
  { typeCondition }: FragmentDefinitionNode | InlineFragmentNode,
): boolean {
  const condition = typeCondition && typeFromAST(schema, typeCondition);
  return condition === undefined || isTypeSubTypeOf(schema, type, condition);
}

import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";

/** The fields of `Query` that describe the schema (GraphQL specification, "Introspection"). */
export const INTROSPECTION_FIELDS: ReadonlySet<string> = new Set(["__schema", "__type"]);

/** The fragments of a document, by name. */
export function fragmentsOf({ definitions }: DocumentNode): Map<string, FragmentDefinitionNode> {
  const fragments = definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
  return new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
}

/**
 * The names of the fields at an operation's root, through fragments. Each fragment is visited once, even if it is
 * spread often, because a short document may expand to a million fields.
 */
export function rootFieldsOf(document: DocumentNode, { selectionSet }: OperationDefinitionNode): string[] {
  const fragments = fragmentsOf(document);
  const names: string[] = [];
  const pending: SelectionSetNode[] = [selectionSet];
  for (let set = pending.pop(); set !== undefined; set = pending.pop())
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) names.push(selection.name.value);
      else if (selection.kind === Kind.INLINE_FRAGMENT) pending.push(selection.selectionSet);
      else {
        const fragment = fragments.get(selection.name.value);
        if (fragment !== undefined) pending.push(fragment.selectionSet);
        fragments.delete(selection.name.value);
      }
    }
  return names;
}

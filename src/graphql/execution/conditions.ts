import {
  type DefinitionNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  visit,
} from "graphql";

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/**
 * True when an operation has conditions (`@skip`, `@include`) and also selects some object more than once under one name.
 * graphql-jit 0.8.9 then answers with fields of the one selection that only the other one's condition lets through, with or
 * without its path-based option. The look is at names alone, so it may say yes too often.
 */
export function mergesConditionally(document: DocumentNode, operation: OperationDefinitionNode): boolean {
  return hasConditions(document) && mergesObjects([operation.selectionSet], toFragments(document));
}

/** Whether a document has `@skip` or `@include` anywhere. */
export function hasConditions(document: DocumentNode): boolean {
  let found = false;
  visit(document, {
    Directive: ({ name }) => {
      found ||= name.value === "skip" || name.value === "include";
    },
  });
  return found;
}

/** The variables that conditions look at. */
export function conditionVariables(definitions: readonly DefinitionNode[]): readonly string[] {
  const names = new Set<string>();
  for (const definition of definitions)
    visit(definition, {
      Directive: (directive) => {
        visit(directive, { Variable: ({ name }) => void names.add(name.value) });
      },
    });
  return [...names];
}

function toFragments({ definitions }: DocumentNode): Fragments {
  return new Map(
    definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [])),
  );
}

/** Whether, in what these selection sets say together of one object, or anywhere below, a name stands for two selections. */
function mergesObjects(sets: readonly SelectionSetNode[], fragments: Fragments): boolean {
  const fields = Map.groupBy(collectObjects(sets, fragments), ({ alias, name }) => (alias ?? name).value);
  return [...fields.values()].some(
    (nodes) =>
      nodes.length > 1 ||
      mergesObjects(
        nodes.flatMap(({ selectionSet }) => selectionSet ?? []),
        fragments,
      ),
  );
}

/** The fields with selections of their own, through all fragments, each of which counts once. */
function collectObjects(sets: readonly SelectionSetNode[], fragments: Fragments): FieldNode[] {
  const fields: FieldNode[] = [];
  const spread = new Set<string>();
  const pending = sets.flatMap(({ selections }) => selections);
  for (let selection = pending.pop(); selection !== undefined; selection = pending.pop()) {
    if (selection.kind === Kind.INLINE_FRAGMENT) pending.push(...selection.selectionSet.selections);
    else if (selection.kind === Kind.FIELD) fields.push(...(selection.selectionSet === undefined ? [] : [selection]));
    else if (!spread.has(selection.name.value)) {
      spread.add(selection.name.value);
      pending.push(...(fragments.get(selection.name.value)?.selectionSet.selections ?? []));
    }
  }
  return fields;
}

import { type GraphQLResolveInfo, Kind, type SelectionNode, type SelectionSetNode } from "graphql";

const known = new WeakMap<SelectionSetNode, Map<string, boolean>>();

/**
 * Whether a field of this name is asked for anywhere below the one being resolved. It looks at names alone, so it can say
 * yes too often (a skipped field, a namesake), never no too often.
 */
export function isSelected({ fieldNodes, fragments }: GraphQLResolveInfo, name: string): boolean {
  return fieldNodes.some(({ selectionSet }) => selectionSet !== undefined && inSet(selectionSet));

  function inSet(set: SelectionSetNode): boolean {
    const answers = known.get(set) ?? new Map<string, boolean>();
    known.set(set, answers);
    const answer = answers.get(name) ?? set.selections.some(inSelection);
    answers.set(name, answer);
    return answer;
  }

  function inSelection(selection: SelectionNode): boolean {
    if (selection.kind === Kind.FRAGMENT_SPREAD) {
      const fragment = fragments[selection.name.value];
      return fragment !== undefined && inSet(fragment.selectionSet);
    }
    if (selection.kind === Kind.FIELD && selection.name.value === name) return true;
    return selection.selectionSet !== undefined && inSet(selection.selectionSet);
  }
}

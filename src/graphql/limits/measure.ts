import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql";
import { fragmentsOf } from "../root-fields.js";

/** The size of a selection, with all its fragments written out. */
export interface Size {
  /** The maximum number of fields inside one another. */
  readonly depth: number;
  readonly directives: number;
  /** The maximum number of pages inside one another. Each multiplies the response, and only the first costs a call. */
  readonly pages: number;
}

const NOTHING: Size = { depth: 0, directives: 0, pages: 0 };

/**
 * Measures the operations of one document. A fragment is measured once, even if it is spread often, so a short document
 * that expands to a million fields is measured quickly. A fragment inside itself counts as empty; validation refuses
 * it.
 */
export class Measure {
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #sizes = new Map<string, Size>();

  constructor(document: DocumentNode) {
    this.#fragments = fragmentsOf(document);
  }

  /** The size of one operation. */
  of({ selectionSet, directives = [], variableDefinitions = [] }: OperationDefinitionNode): Size {
    const size = this.#selectionSet(selectionSet);
    const onVariables = variableDefinitions.flatMap((variable) => variable.directives ?? []);
    return { ...size, directives: size.directives + directives.length + onVariables.length };
  }

  #selectionSet({ selections }: SelectionSetNode): Size {
    return selections.map((selection) => this.#selection(selection)).reduce(add, NOTHING);
  }

  #selection(selection: SelectionNode): Size {
    const inner = this.#inside(selection);
    const directives = inner.directives + (selection.directives?.length ?? 0);
    if (selection.kind !== Kind.FIELD) return { ...inner, directives };
    const pages = inner.pages + (selection.name.value === "paragraphs" ? 1 : 0);
    return { depth: inner.depth + 1, directives, pages };
  }

  #inside(selection: SelectionNode): Size {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return this.#fragment(selection.name.value);
    return selection.selectionSet === undefined ? NOTHING : this.#selectionSet(selection.selectionSet);
  }

  #fragment(name: string): Size {
    const known = this.#sizes.get(name);
    if (known !== undefined) return known;
    this.#sizes.set(name, NOTHING);
    const fragment = this.#fragments.get(name);
    const size = fragment === undefined ? NOTHING : this.#selectionSet(fragment.selectionSet);
    this.#sizes.set(name, size);
    return size;
  }
}

function add(left: Size, right: Size): Size {
  return {
    depth: Math.max(left.depth, right.depth),
    directives: left.directives + right.directives,
    pages: Math.max(left.pages, right.pages),
  };
}

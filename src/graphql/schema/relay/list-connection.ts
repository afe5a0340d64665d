import { BadUserInput } from "../../../errors.js";
import type { List } from "../../../transcript/model.js";
import { type ConnectionArguments, parseCounts } from "./arguments.js";
import type { PageInfo } from "./page-info.type.js";

/** The list that a cursor belongs to. Each cursor begins with the letter and the version of its kind. */
export type ListKind = "sentence" | "word";

const PREFIXES: Record<ListKind, string> = { sentence: "s1-", word: "w1-" };

/** An edge of a connection. */
export interface ListEdge<N> {
  readonly cursor: string;
  readonly node: N;
}

/** The edges of a page. Each is created when it is read. If the nodes are rows, a writer reads none of them. */
export class ListEdges<N> implements Iterable<ListEdge<N>> {
  /** A cursor is `cursorStart` and the node's index in the whole list, which for the first of `nodes` is `start`. */
  constructor(
    readonly nodes: List<N>,
    readonly cursorStart: string,
    readonly start: number,
  ) {}

  *[Symbol.iterator](): Iterator<ListEdge<N>> {
    let index = this.start;
    for (const node of this.nodes) yield { cursor: `${this.cursorStart}${index++}`, node };
  }
}

/**
 * A page of a list that arrived with its parent. Everything is created on demand. A cursor is the index in the list,
 * and is valid for the same list of the same parent.
 */
export class ListConnection<N> {
  constructor(
    readonly kind: ListKind,
    readonly list: List<N>,
    readonly range: ListRange,
  ) {}

  get nodes(): List<N> {
    return this.list.slice(this.range.start, this.range.end);
  }

  get edges(): ListEdges<N> {
    return new ListEdges(this.nodes, PREFIXES[this.kind], this.range.start);
  }

  get pageInfo(): PageInfo {
    const { start, end, hasNextPage, hasPreviousPage } = this.range;
    const empty = start === end;
    return {
      hasNextPage,
      hasPreviousPage,
      startCursor: empty ? null : this.#cursorAt(start),
      endCursor: empty ? null : this.#cursorAt(end - 1),
    };
  }

  #cursorAt(index: number): string {
    return PREFIXES[this.kind] + index;
  }
}

/** The part of a list that is on a page, from `start` up to `end`, with the page's flags. */
export interface ListRange {
  readonly start: number;
  readonly end: number;
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
}

/** Slices a list by connection arguments; without any, the page is the whole list. @throws BadUserInput. */
export function toListConnection<N>(kind: ListKind, list: List<N>, args: ConnectionArguments): ListConnection<N> {
  return new ListConnection(kind, list, toRange(kind, list.length, args));
}

function toRange(kind: ListKind, length: number, args: ConnectionArguments): ListRange {
  const { first, last } = parseCounts(args);
  const after = parseIndex(kind, "after", args.after);
  const before = parseIndex(kind, "before", args.before);
  const from = Math.min(length, (after ?? -1) + 1);
  const to = Math.max(from, Math.min(length, before ?? length));
  const start = last === null ? from : Math.max(from, to - last);
  const end = first === null ? to : Math.min(to, from + first);
  return {
    start,
    end,
    hasNextPage: first === null ? before !== null && before < length : end < to,
    hasPreviousPage: last === null ? after !== null && after < length : start > from,
  };
}

function parseIndex(kind: ListKind, argument: string, cursor: string | null | undefined): number | null {
  if (cursor === null || cursor === undefined) return null;
  const digits = cursor.startsWith(PREFIXES[kind]) ? cursor.slice(PREFIXES[kind].length) : "";
  if (!/^(?:0|[1-9]\d{0,8})$/.test(digits)) throw new BadUserInput(`${argument}: must be the cursor of a ${kind} edge`);
  return Number(digits);
}

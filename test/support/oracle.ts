import type { Direction, Paragraph } from "../../src/transcript/model.js";

/** The oracle's cursors are indexes in the ascending list. */
export interface OracleArguments {
  readonly first: number | null;
  readonly last: number | null;
  readonly after: number | null;
  readonly before: number | null;
  readonly from: number | null;
  readonly until: number | null;
  readonly order: Direction;
  /** The connection ends before this paragraph; by default it does not. */
  readonly endsBefore?: number;
  /** The connection starts after this paragraph; by default it does not. */
  readonly startsAfter?: number;
}

export interface OracleSlice {
  /** Indexes in the ascending list. */
  readonly indexes: readonly number[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
}

/** The Relay specification (section 4.4) on a complete list. */
export function sliceOfList(transcript: readonly Paragraph[], args: OracleArguments): OracleSlice {
  const { first, last, after, before, from, until, order } = args;
  const sign = order === "ascending" ? 1 : -1;
  const inRange = (index: number) => {
    const time = transcript[index]?.startTime ?? -1;
    return (from === null || from <= time) && (until === null || time < until);
  };
  const { endsBefore = Infinity, startsAfter = -1 } = args;
  const isInside = (index: number) => inRange(index) && index < endsBefore && index > startsAfter;
  const ascending = [...transcript.keys()].filter(isInside);
  const all = order === "ascending" ? ascending : ascending.toReversed();
  const edges = all.filter(
    (index) => (after === null || (index - after) * sign > 0) && (before === null || (index - before) * sign < 0),
  );
  if (last === null) {
    const count = first ?? 50;
    return {
      indexes: edges.slice(0, count),
      hasNextPage: edges.length > count,
      hasPreviousPage: after !== null && inRange(after),
    };
  }
  return {
    indexes: last === 0 ? [] : edges.slice(-last),
    hasPreviousPage: edges.length > last,
    hasNextPage: before !== null && inRange(before),
  };
}

import * as fc from "fast-check";
import { CursorCodec } from "../../src/transcript/cursor.js";
import type { Direction, Paragraph } from "../../src/transcript/model.js";
import type { Position, PositionedParagraph } from "../../src/transcript/position.js";
import type { Slice } from "../../src/transcript/window.js";
import type { OracleSlice } from "./oracle.js";

/** The number of requested paragraphs: none, few, about as many as there are, and the maximum. */
const counts = fc.constantFrom(0, 1, 2, 3, 5, 9, 50, 2000);

/** `first`, `last`, or neither. */
export const sizes = fc.oneof(
  counts.map((first) => ({ first, last: null })),
  counts.map((last) => ({ first: null, last })),
  fc.constant({ first: null, last: null }),
);

/** Both orders. */
export const orders = fc.constantFrom<Direction>("ascending", "descending");

const times = fc.option(fc.oneof(fc.nat(12), fc.nat(60_000)));

/** An order and a span of time. */
export const ranges = fc.record({
  order: orders,
  from: times,
  until: times,
});

/** The paragraphs of the cursors, as indexes that `indexIn` fits to a transcript. */
export const ends = fc.record({ after: fc.option(fc.nat(50)), before: fc.option(fc.nat(50)) });

/** The index of an end in a transcript of this length; null: there is no such cursor. */
export const indexIn = (length: number, end: number | null): number | null =>
  end === null || length === 0 ? null : end % length;

/** A position as a client returns it. */
export function throughCursor(codec: CursorCodec, item: PositionedParagraph): Position {
  const position = codec.decode(codec.encode(item));
  if (typeof position === "string") throw new Error(position);
  return position;
}

/** The parts of a slice that tests compare. */
export interface SeenSlice extends Pick<Slice, "hasNextPage" | "hasPreviousPage"> {
  readonly texts: readonly string[];
}

/** The texts of a slice with their times, and its flags. */
export const seenOf = ({ items, hasNextPage, hasPreviousPage }: Slice): SeenSlice => ({
  texts: items.map(({ paragraph }) => `${paragraph.startTime} ${paragraph.text}`),
  hasNextPage,
  hasPreviousPage,
});

/** The slice of a transcript by the oracle. */
export const seenOfList = (
  transcript: readonly Paragraph[],
  { indexes, hasNextPage, hasPreviousPage }: OracleSlice,
): SeenSlice => ({
  texts: indexes.map((index) => `${transcript[index]?.startTime} ${transcript[index]?.text}`),
  hasNextPage,
  hasPreviousPage,
});

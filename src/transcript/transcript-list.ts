import { haveSameContent, haveSameToken, type Position, type PositionedParagraph } from "./position.js";
import type { ParagraphRef } from "./reader.js";
import { isEmptyWindow, isInRange, toSlice, type Window, type Slice } from "./window.js";

/** A complete transcript, from its first paragraph to its last. A window of it is a slice. */
export type TranscriptList = readonly PositionedParagraph[];

/** Fills a window from the whole transcript. */
export function sliceTranscript(list: TranscriptList, window: Window): Slice {
  const start = window.after === null ? 0 : indexBehind(list, window.after);
  const end = window.before === null ? list.length : indexBefore(list, window.before);
  if (isEmptyWindow(window)) return toSlice(window, [], false);
  const inside = list.slice(start, Math.max(start, end)).filter((item) => isInRange(window, item));
  const { side, count } = window;
  const taken = side === "head" ? inside.slice(0, count) : inside.slice(Math.max(0, inside.length - count));
  return toSlice(window, taken, inside.length > count);
}

/** The paragraph with this reference; null if it is not in the list. */
export function findParagraph(
  list: TranscriptList,
  { startTime, fingerprint }: ParagraphRef,
): PositionedParagraph | null {
  return list.find((item) => item.startTime === startTime && item.fingerprint === fingerprint) ?? null;
}

/** The index of the first paragraph after a position. */
export function indexBehind(list: TranscriptList, position: Position): number {
  const found = findPosition(list, position);
  return found === null ? insertionIndex(list, position) : found + 1;
}

/** The index of the first paragraph that is not before a position. */
export function indexBefore(list: TranscriptList, position: Position): number {
  return findPosition(list, position) ?? insertionIndex(list, position);
}

/**
 * The index of a position's paragraph. It is found by its own token, then by its content near its old place, then, if
 * it was edited since, by its old place among the paragraphs with its start. Null if no paragraph has that start any
 * more.
 */
function findPosition(list: TranscriptList, position: Position): number | null {
  // If nothing has changed, it is at its old place, and the search below would find it there too.
  if (position.index !== null && hasToken(list[position.index], position)) return position.index;
  const byToken = list.findIndex((item) => hasToken(item, position));
  if (byToken !== -1) return byToken;
  const together = [...list.keys()].filter((index) => list[index]?.startTime === position.startTime);
  const alike = together.filter((index) => isAlike(list[index], position));
  return nearest(list, alike.length > 0 ? alike : together, position);
}

function hasToken(item: PositionedParagraph | undefined, position: Position): boolean {
  return item !== undefined && haveSameToken(item, position) === true;
}

function isAlike(item: PositionedParagraph | undefined, position: Position): boolean {
  return item !== undefined && haveSameContent(item, position) && haveSameToken(item, position) !== false;
}

/** The index closest to the position's old place, in its group, then in the transcript. Null if there is none. */
function nearest(list: TranscriptList, indexes: readonly number[], { index, rank }: Position): number | null {
  const rankDistance = (at: number) => Math.abs((list[at]?.rank ?? 0) - rank);
  const indexDistance = (at: number) => (index === null ? 0 : Math.abs(at - fromStart(list, index)));
  const [best = null] = indexes.toSorted(
    (one, other) => rankDistance(one) - rankDistance(other) || indexDistance(one) - indexDistance(other),
  );
  return best;
}

function fromStart({ length }: TranscriptList, index: number): number {
  return index < 0 ? length + index : index;
}

/** The place of a paragraph that was removed: between an earlier and a later one, near its old place. */
function insertionIndex(list: TranscriptList, { startTime, index }: Position): number {
  const fits = (at: number) =>
    (list[at - 1]?.startTime ?? -1) < startTime && (list[at]?.startTime ?? Infinity) > startTime;
  const places = Array.from({ length: list.length + 1 }, (_, at) => at).filter(fits);
  const from = index === null ? 0 : fromStart(list, index);
  return places.toSorted((left, right) => Math.abs(left - from) - Math.abs(right - from))[0] ?? list.length;
}

import { haveSameContent, haveSameToken, type Position, type PositionedParagraph } from "./position.js";
import { isEmptyWindow, isInRange, toSlice, type Window, type Slice } from "./window.js";

/** A transcript that is there from its first paragraph to its last. A window of it is a slice. */
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

/** The index of the first paragraph that stands behind a position. */
export function indexBehind(list: TranscriptList, position: Position): number {
  const found = findPosition(list, position);
  return found === null ? insertionIndex(list, position) : found + 1;
}

/** The index of the first paragraph that does not stand before a position. */
export function indexBefore(list: TranscriptList, position: Position): number {
  return findPosition(list, position) ?? insertionIndex(list, position);
}

/**
 * The index of a position's paragraph: found by its own token, then by its content near where it stood, then, if it was edited since, by
 * where it stood among those that start when it does. Null when nothing starts then any more.
 */
function findPosition(list: TranscriptList, position: Position): number | null {
  // Where nothing has changed it stands where it stood: the long way would end there, too.
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

/** Of several indexes, that which is nearest to where the position stood: in its group, then in the transcript. Null when there is none. */
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

/** Where a paragraph would stand that was removed since: between an earlier and a later one, near where it stood. */
function insertionIndex(list: TranscriptList, { startTime, index }: Position): number {
  const fits = (at: number) =>
    (list[at - 1]?.startTime ?? -1) < startTime && (list[at]?.startTime ?? Infinity) > startTime;
  const places = Array.from({ length: list.length + 1 }, (_, at) => at).filter(fits);
  const from = index === null ? 0 : fromStart(list, index);
  return places.toSorted((left, right) => Math.abs(left - from) - Math.abs(right - from))[0] ?? list.length;
}

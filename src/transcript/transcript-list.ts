import { haveSameContent, haveSameToken, type Position, type PositionedParagraph } from "./position.js";
import type { ParagraphRef } from "./reader.js";
import { isInRange, toSlice, type Window, type Slice } from "./window.js";

/** A complete transcript, from its first paragraph to its last. A window of it is a slice. */
export type TranscriptList = readonly PositionedParagraph[];

/** Fills a window from the whole transcript. */
export function sliceTranscript(list: TranscriptList, window: Window): Slice {
  const start = window.after === null ? 0 : indexAfter(list, window.after);
  const end = window.before === null ? list.length : indexBefore(list, window.before);
  const range = list.slice(start, Math.max(start, end));
  const { side, count } = window;
  const found = takeInRange(side === "head" ? range : range.toReversed(), window, count + 1);
  const taken = found.slice(0, count);
  return toSlice(window, side === "head" ? taken : taken.toReversed(), found.length > count);
}

/** The first paragraphs whose time belongs to the connection, at most `max` of them. Looks at no more than it needs. */
function takeInRange(list: TranscriptList, window: Window, max: number): TranscriptList {
  const inside = list.values().filter((item) => isInRange(window, item));
  return inside.take(max).toArray();
}

/**
 * The first paragraph with each reference, in the order of the references; null if it is not in the list. Reads the
 * list once.
 */
export function findParagraphs(
  list: Iterable<PositionedParagraph>,
  refs: readonly ParagraphRef[],
): (PositionedParagraph | null)[] {
  const found = refs.map((): PositionedParagraph | null => null);
  const wanted = Map.groupBy(refs.keys(), (index) => refs[index]?.startTime);
  for (const item of list)
    for (const index of wanted.get(item.startTime) ?? [])
      if (refs[index]?.fingerprint === item.fingerprint) found[index] ??= item;
  return found;
}

/** The index of the first paragraph after a position. */
export function indexAfter(list: TranscriptList, position: Position): number {
  const found = findPosition(list, position);
  return found === null ? insertionIndex(list, position) : found + 1;
}

/** The index of the first paragraph that is not before a position. */
export function indexBefore(list: TranscriptList, position: Position): number {
  return findPosition(list, position) ?? insertionIndex(list, position);
}

/**
 * The index of a position's paragraph. It is found by its own token, then by its content near its old place, then, if
 * it was edited since, by its old place among the paragraphs with its start. Null if it was removed.
 */
function findPosition(list: TranscriptList, position: Position): number | null {
  // If nothing has changed, it is at its old place, and the search below would find it there too.
  if (position.index !== null && hasToken(list[position.index], position)) return position.index;
  const byToken = list.findIndex((item) => hasToken(item, position));
  if (byToken !== -1) return byToken;
  const together = [...list.keys()].filter((index) => list[index]?.startTime === position.startTime);
  const alike = together.filter((index) => isAlike(list[index], position));
  if (alike.length > 0) return nearest(list, alike, position);
  const edited = nearest(list, together, position);
  return edited === null || isRemoved(list, edited, position) ? null : edited;
}

function hasToken(item: PositionedParagraph | undefined, position: Position): boolean {
  return item !== undefined && haveSameToken(item, position) === true;
}

function isAlike(item: PositionedParagraph | undefined, position: Position): boolean {
  return item !== undefined && haveSameContent(item, position) && haveSameToken(item, position) !== false;
}

/** The index closest to the position's old place, in its group, then in the transcript. Null if there is none. */
function nearest(list: TranscriptList, indexes: readonly number[], position: Position): number | null {
  const rankDistance = (at: number) => Math.abs((list[at]?.rank ?? 0) - position.rank);
  const indexDistance = (at: number) => Math.abs(at - (oldIndex(list, position) ?? at));
  const [best = null] = indexes.toSorted(
    (one, other) => rankDistance(one) - rankDistance(other) || indexDistance(one) - indexDistance(other),
  );
  return best;
}

/** The index that the paragraph would have now if nothing had changed; null if it is not known. */
function oldIndex({ length }: TranscriptList, { index }: Position): number | null {
  return index !== null && index < 0 ? length + index : index;
}

/**
 * True if the paragraph with the same start is another one: its own token differs, and the tokens show the place of a
 * removed paragraph; or it is in another recording, and a removed paragraph fits nearer to the old place.
 */
function isRemoved(list: TranscriptList, sameStart: number, position: Position): boolean {
  const other = list[sameStart];
  if (other !== undefined && haveSameToken(other, position) === false && placeByToken(list, position) !== null)
    return true;
  const index = oldIndex(list, position);
  const place = oldPlace(list, position);
  if (index === null || place === null) return false;
  const inserted = insertionIndex(list, position);
  const between = list.slice(Math.min(sameStart, Math.max(0, inserted - 1)), Math.max(sameStart, inserted) + 1);
  return hasFall(between) && Math.abs(inserted - place) < Math.abs(sameStart - index);
}

/** Whether times fall by more than the jitter. */
const hasFall = (list: TranscriptList) =>
  list.some(({ startTime }, at) => (list[at - 1]?.startTime ?? 0) - startTime > MAX_JITTER_MS);

/** Speech recognition may put a paragraph up to this much before an earlier one, in milliseconds; usually a few. */
const MAX_JITTER_MS = 100;

/**
 * The place of a paragraph that was removed: between its neighbours' tokens, or where it would fit between their times,
 * nearest to its old place.
 */
function insertionIndex(list: TranscriptList, position: Position): number {
  const byToken = placeByToken(list, position);
  if (byToken !== null) return byToken;
  const place = oldPlace(list, position);
  if (place !== null && fits(list, place, position, MAX_JITTER_MS)) return place;
  const places = Array.from({ length: list.length + 1 }, (_, at) => at).filter((at) => fits(list, at, position, 0));
  const distance = (at: number) => Math.abs(at - (place ?? 0));
  return places.toSorted((left, right) => distance(left) - distance(right))[0] ?? list.length;
}

/**
 * The only place at which own tokens rise from one neighbour to the next with a removed paragraph between them. Null if
 * there is no such place, or several: then tokens do not show the order.
 */
function placeByToken(list: TranscriptList, position: Position): number | null {
  if (position.token === null) return null;
  const places = Array.from({ length: list.length + 1 }, (_, at) => at).filter(
    (at) => isTokenBefore(list[at - 1], position) && isTokenBefore(position, list[at]),
  );
  return places.length === 1 ? (places[0] ?? null) : null;
}

/** True if both have tokens of one direction, and the first is smaller, or if there is only one of them. */
function isTokenBefore(one: Position | undefined, other: Position | undefined): boolean {
  if (one === undefined || other === undefined) return true;
  return haveSameToken(one, other) === false && BigInt(one.token ?? 0) < BigInt(other.token ?? 0);
}

/** The place that a removed paragraph would have now if nothing else had changed; null if it is not known. */
function oldPlace({ length }: TranscriptList, { index }: Position): number | null {
  const place = index !== null && index < 0 ? length + 1 + index : index;
  return place !== null && place >= 0 && place <= length ? place : null;
}

/**
 * True if times would fall no more often with a paragraph at this place, and no neighbour has its start. Falls of up to
 * `jitterMs` do not count.
 */
function fits(list: TranscriptList, at: number, { startTime }: Position, jitterMs: number): boolean {
  const before = list[at - 1]?.startTime ?? -1;
  const next = list[at]?.startTime ?? Infinity;
  if (before === startTime || next === startTime) return false;
  const falls = (time: number, later: number) => (time - later > jitterMs ? 1 : 0);
  return falls(before, startTime) + falls(startTime, next) <= falls(before, next);
}

import type { PagingBehaviour } from "./paging-behaviour.js";

/** Anything with a start time, in milliseconds. */
export interface Timed {
  readonly startTime: number;
}

/** A transcript in one reading direction. Positions count from 0 in that direction, indexes along the transcript. */
export interface ReadingOrder {
  readonly transcript: readonly Timed[];
  readonly ascending: boolean;
  indexAt(position: number): number;
  positionOf(index: number): number;
}

/** The transcript in a reading direction. */
export function createReadingOrder(
  transcript: readonly Timed[],
  direction: "0" | "1",
  ties: PagingBehaviour["ties"],
): ReadingOrder {
  const ascending = direction === "0";
  const { length } = transcript;
  if (ascending) return { transcript, ascending, indexAt: (position) => position, positionOf: (index) => index };
  const turn = ties === "kept" ? (index: number) => turnInGroup(transcript, index) : (index: number) => index;
  return {
    transcript,
    ascending,
    indexAt: (position) => turn(length - 1 - position),
    positionOf: (index) => length - 1 - turn(index),
  };
}

/** The index mirrored within its group of neighbours that start together: the first becomes the last. */
function turnInGroup(transcript: readonly Timed[], index: number): number {
  const [first, last] = groupOf(transcript, index);
  return first + last - index;
}

/** The first and the last index of the neighbours that start together with a paragraph. */
export function groupOf(transcript: readonly Timed[], index: number): readonly [first: number, last: number] {
  const time = transcript[index]?.startTime;
  let [first, last] = [index, index];
  while (first > 0 && transcript[first - 1]?.startTime === time) first -= 1;
  while (last + 1 < transcript.length && transcript[last + 1]?.startTime === time) last += 1;
  return [first, last];
}

/** Where a page from `startTime` begins; after the last paragraph if none is late enough (descending: early enough). */
export function positionOfTime({ transcript, ascending }: ReadingOrder, startTime: number, inclusive: boolean): number {
  const { length } = transcript;
  const reached = (paragraph: Timed) =>
    paragraph.startTime === startTime ? inclusive : paragraph.startTime > startTime === ascending;
  if (!ascending) return length - 1 - transcript.findLastIndex(reached);
  const index = transcript.findIndex(reached);
  return index === -1 ? length : index;
}

import type { PagingBehaviour } from "./paging-behaviour.js";

/** Anything that begins at a time, in milliseconds. */
export interface Timed {
  readonly startTime: number;
}

/** A transcript as one direction reads it: positions count from 0 along the direction, indexes along the transcript. */
export interface Walk {
  readonly transcript: readonly Timed[];
  readonly ascending: boolean;
  indexAt(position: number): number;
  positionOf(index: number): number;
}

/** The transcript, read in a direction. */
export function createWalk(transcript: readonly Timed[], direction: "0" | "1", ties: PagingBehaviour["ties"]): Walk {
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

/** The index that stands as far from the end of a group of neighbours that start together as this one from its beginning. */
function turnInGroup(transcript: readonly Timed[], index: number): number {
  const time = transcript[index]?.startTime;
  let [first, last] = [index, index];
  while (first > 0 && transcript[first - 1]?.startTime === time) first -= 1;
  while (last + 1 < transcript.length && transcript[last + 1]?.startTime === time) last += 1;
  return first + last - index;
}

/** Where a page from `startTime` begins: the position behind the last one when nothing is as late (descending: as early). */
export function positionOfTime({ transcript, ascending }: Walk, startTime: number, inclusive: boolean): number {
  const { length } = transcript;
  const reached = (paragraph: Timed) =>
    paragraph.startTime === startTime ? inclusive : paragraph.startTime > startTime === ascending;
  if (!ascending) return length - 1 - transcript.findLastIndex(reached);
  const index = transcript.findIndex(reached);
  return index === -1 ? length : index;
}

import type { Entry } from "./entry.js";

/** A `startTime` that falls by more than this starts another recording; speech recognition accounts for smaller falls. */
export const MAX_FALL_MS = 10_000;

/** Splits a transcript into its recordings, each with times of its own; none for an empty transcript. */
export function toRecordings<E extends Entry>(entries: readonly E[]): E[][] {
  const recordings: E[][] = [];
  let previous = -Infinity;
  for (const entry of entries) {
    const { startTime } = entry.paragraph;
    if (recordings.length === 0 || previous - startTime > MAX_FALL_MS) recordings.push([]);
    recordings.at(-1)?.push(entry);
    previous = startTime;
  }
  return recordings;
}

/** When the last paragraph of a recording is over, in milliseconds from its start; 0 when it has none. */
export function durationOf(recording: readonly Entry[]): number {
  return recording.reduce((end, { paragraph }) => Math.max(end, paragraph.startTime, paragraph.endTime), 0);
}

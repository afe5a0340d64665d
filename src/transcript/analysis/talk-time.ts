import type { Entry } from "./entry.js";
import { addTimes } from "./recordings.js";

/**
 * The time in which at least one of the entries is spoken, in milliseconds, summed over the recordings. @throws
 * UpstreamBadResponse if it is above 2^53-1.
 */
export function talkTimeOf(recordings: readonly (readonly Entry[])[]): number {
  return recordings.map(coveredTime).reduce(addTimes, 0);
}

/** The time that the entries cover. Overlaps count once. An entry that ends before it starts covers no time. */
function coveredTime(entries: readonly Entry[]): number {
  let covered = 0;
  let reached = 0;
  const byStart = entries.toSorted((left, right) => left.paragraph.startTime - right.paragraph.startTime);
  for (const { paragraph } of byStart) {
    covered += Math.max(0, paragraph.endTime - Math.max(paragraph.startTime, reached));
    reached = Math.max(reached, paragraph.endTime);
  }
  return covered;
}

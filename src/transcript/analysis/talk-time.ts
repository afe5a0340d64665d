import type { Entry } from "./entry.js";

/** The time in milliseconds during which at least one of the entries is spoken, added up over the recordings. */
export function talkTimeOf(recordings: readonly (readonly Entry[])[]): number {
  return recordings.reduce((sum, recording) => sum + coveredTime(recording), 0);
}

/** How much time the entries cover; time that several of them cover counts once, and one that ends before it starts covers none. */
function coveredTime(entries: readonly Entry[]): number {
  let covered = 0;
  let reached = 0;
  for (const { paragraph } of inOrder(entries)) {
    covered += Math.max(0, paragraph.endTime - Math.max(paragraph.startTime, reached));
    reached = Math.max(reached, paragraph.endTime);
  }
  return covered;
}

/** A transcript is almost always in order already. */
function inOrder(entries: readonly Entry[]): readonly Entry[] {
  let previous = 0;
  for (const { paragraph } of entries) {
    if (paragraph.startTime < previous)
      return entries.toSorted((left, right) => left.paragraph.startTime - right.paragraph.startTime);
    previous = paragraph.startTime;
  }
  return entries;
}

import { UpstreamBadResponse } from "../../errors.js";
import { splitRuns } from "../split-runs.js";
import type { Entry } from "./entry.js";

/** A `startTime` that falls by more than this starts another recording. Smaller falls come from speech recognition. */
export const MAX_FALL_MS = 10_000;

/** Splits a transcript into its recordings, each with its own times. Empty for an empty transcript. */
export function toRecordings<E extends Entry>(entries: readonly E[]): E[][] {
  return splitRuns(entries, (entry, before) => before.paragraph.startTime - entry.paragraph.startTime > MAX_FALL_MS);
}

/** The latest end of a paragraph, in milliseconds from the start of the recording; 0 if there are no paragraphs. */
export function durationOf(recording: readonly Entry[]): number {
  return recording.reduce((end, { paragraph }) => Math.max(end, paragraph.startTime, paragraph.endTime), 0);
}

/**
 * The sum of two spans of time, in milliseconds. @throws UpstreamBadResponse above 2^53-1, because a larger number is
 * not exact. The times of several recordings may add up to that.
 */
export function addTimes(one: number, other: number): number {
  const sum = one + other;
  if (Number.isSafeInteger(sum)) return sum;
  throw new UpstreamBadResponse("the transcript is longer than 2^53-1 milliseconds");
}

import type { Paragraph } from "../model.js";

/**
 * Anything that carries a paragraph. An analysis takes entries in the order of the transcript, and its results hold the same
 * objects, so that callers get back what they brought.
 */
export interface Entry {
  readonly paragraph: Paragraph;
}

/** A span of a recording in milliseconds; `endTime` itself is out of it. */
export interface Span {
  readonly startTime: number;
  readonly endTime: number;
}

/** When the paragraph is spoken. One that ends before it starts lasts no time. */
export function spanOf({ startTime, endTime }: Span): Span {
  return { startTime, endTime: Math.max(startTime, endTime) };
}

/** True when the span contains the time; a span without any length contains none. */
export const contains = ({ startTime, endTime }: Span, time: number): boolean => startTime <= time && time < endTime;

/** True when a paragraph starts in `from <= startTime < until`; null means no bound. */
export const startsWithin = ({ startTime }: Span, from: number | null, until: number | null): boolean =>
  (from === null || from <= startTime) && (until === null || startTime < until);

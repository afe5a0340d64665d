import type { Paragraph } from "../model.js";

/** Any object with a paragraph. An analysis takes entries in the transcript's order, and returns the same objects. */
export interface Entry {
  readonly paragraph: Paragraph;
}

/** A span of a recording in milliseconds, without `endTime` itself. */
export interface Span {
  readonly startTime: number;
  readonly endTime: number;
}

/** When a paragraph is spoken. A paragraph that ends before it starts has an empty span. */
export function spanOf({ startTime, endTime }: Span): Span {
  return { startTime, endTime: Math.max(startTime, endTime) };
}

/** True if the span contains the time. An empty span contains none. */
export const contains = ({ startTime, endTime }: Span, time: number): boolean => startTime <= time && time < endTime;

/** True if `from <= startTime < until`; null means no bound. */
export const startsWithin = ({ startTime }: Span, from: number | null, until: number | null): boolean =>
  (from === null || from <= startTime) && (until === null || startTime < until);

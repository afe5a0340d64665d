import type { OddityCounts } from "./oddities.js";
import { isTime, toTimeOrNull } from "./decode-values.js";
import type { PagePath } from "./page-path.js";

/** A start and an end in whole milliseconds of the recording. */
interface Span {
  readonly startTime: number;
  readonly endTime: number;
}

/** The times of a sentence or a word before they are checked. */
interface UncheckedSpan {
  readonly startTime?: unknown;
  readonly endTime?: unknown;
}

/**
 * The times of an item of a list. A missing start is `before`, the end of the previous item or the start of the parent,
 * but never after the item's own end. A missing end is the start. @throws UpstreamBadResponse for any other fault.
 */
export function toSpan(raw: UncheckedSpan, place: PagePath, before: number, oddities: OddityCounts): Span {
  const { startTime, endTime } = raw;
  if (isTime(startTime) && isTime(endTime)) return { startTime, endTime };
  const start = toTimeOrNull(startTime, place, "startTime", oddities);
  const end = toTimeOrNull(endTime, place, "endTime", oddities);
  if (start !== null) return { startTime: start, endTime: end ?? missingEnd(start, oddities) };
  oddities.add("missing-time");
  const found = Math.min(before, end ?? before);
  return { startTime: found, endTime: end ?? missingEnd(found, oddities) };
}

/** Uses the start instead of a missing end. */
export function missingEnd(startTime: number, oddities: OddityCounts): number {
  oddities.add("missing-end-time");
  return startTime;
}

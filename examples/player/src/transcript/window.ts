import type { Line } from "./line.ts";

/** A part of a transcript without a gap, and the cursors that it grows by; a cursor is null where the transcript ends. */
export interface TranscriptWindow {
  readonly lines: readonly Line[];
  readonly before: string | null;
  readonly after: string | null;
}

/** A page's share of a window. */
export interface WindowPage {
  readonly lines: readonly Line[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

/**
 * The window around a moment: a page up to it and a page from it on. An empty page has no cursor; the other page's serves,
 * since the one ends where the other begins.
 */
export function openWindow(earlier: WindowPage, later: WindowPage): TranscriptWindow {
  const start = earlier.pageInfo.startCursor ?? later.pageInfo.startCursor;
  const end = later.pageInfo.endCursor ?? earlier.pageInfo.endCursor;
  return {
    lines: [...earlier.lines, ...later.lines],
    before: earlier.pageInfo.hasPreviousPage ? start : null,
    after: later.pageInfo.hasNextPage ? end : null,
  };
}

/** The window with the page in front of it. */
export function prepend({ lines, after }: TranscriptWindow, { lines: more, pageInfo }: WindowPage): TranscriptWindow {
  return { lines: [...more, ...lines], before: pageInfo.hasPreviousPage ? pageInfo.startCursor : null, after };
}

/** The window with the page that follows it. */
export function append({ lines, before }: TranscriptWindow, { lines: more, pageInfo }: WindowPage): TranscriptWindow {
  return { lines: [...lines, ...more], before, after: pageInfo.hasNextPage ? pageInfo.endCursor : null };
}

/** Whether the window shows what is said at this time, or that nothing is. */
export function covers({ lines, before, after }: TranscriptWindow, time: number): boolean {
  const [first] = lines;
  const last = lines.at(-1);
  if (first === undefined || last === undefined) return before === null && after === null;
  return (before === null || first.startTime <= time) && (after === null || time <= last.startTime);
}

const LONGEST_OVERLAP = 8;

/**
 * The places of the lines that are being said at this time; people talk over one another, so there may be several. In a
 * pause it is the line that began last. `lines` is sorted by `startTime`.
 */
export function placesAt(lines: readonly Line[], time: number): readonly number[] {
  const last = lines.findLastIndex(({ startTime }) => startTime <= time);
  if (last === -1) return [];
  const first = Math.max(0, last - LONGEST_OVERLAP);
  const spoken = lines.slice(first, last + 1).flatMap(({ endTime }, index) => (time < endTime ? [first + index] : []));
  return spoken.length === 0 ? [last] : spoken;
}

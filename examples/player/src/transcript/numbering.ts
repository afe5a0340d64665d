import type { TranscriptWindow } from "./window.ts";

/** The numbers by which a screen reader counts lines ("1,203 of 5,303"), because only a few of them are in the page. */
export interface Numbering {
  /** The number of the window's first line, from 1: `aria-posinset`. */
  readonly first: number;
  /** The number of lines in the transcript: `aria-setsize`, which is -1 if it is unknown (WAI-ARIA 1.2). */
  readonly total: number;
}

/**
 * The numbers of a window's lines in the meeting. If the window was opened in the middle, they are known once it
 * reaches the meeting's start or end. Until then its lines are counted as a separate list of unknown length.
 * `paragraphCount`: of the whole meeting, if known.
 */
export function numberLines(window: TranscriptWindow, paragraphCount: number | null): Numbering {
  const { lines, after } = window;
  const offset = window.offset ?? offsetFromEnd(window, paragraphCount);
  if (offset === null) return { first: 1, total: -1 };
  const read = offset + lines.length;
  const total = after === null ? read : paragraphCount === null ? -1 : Math.max(read, paragraphCount);
  return { first: offset + 1, total };
}

function offsetFromEnd({ lines, after }: TranscriptWindow, paragraphCount: number | null): number | null {
  return after !== null || paragraphCount === null ? null : Math.max(0, paragraphCount - lines.length);
}

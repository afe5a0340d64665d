import { useEffect } from "react";
import type { Transcript } from "../../transcript/use-transcript.ts";

/** The next page is requested when this many lines are left before the end of the lines read so far. */
const LINES_AHEAD = 30;

/** The indexes of the visible lines, and of the line that is being spoken. */
interface InSight {
  /** The list has been scrolled to the line for which it was opened. */
  readonly isPositioned: boolean;
  readonly first: number;
  readonly last: number;
  readonly spoken: number;
}

/** Requests a page when the person or the clock comes near an end of the lines read so far. */
export function useMorePages(
  { window, busy, trouble, run }: Transcript,
  { isPositioned, first, last, spoken }: InSight,
): void {
  const count = window?.lines.length ?? 0;
  const idle = isPositioned && busy === null && trouble === null;
  const wantsEarlier = idle && window !== null && window.before !== null && first < LINES_AHEAD;
  const nearEnd = Math.max(last, spoken) >= count - LINES_AHEAD;
  const wantsLater = idle && window !== null && window.after !== null && nearEnd;

  useEffect(() => {
    if (wantsEarlier) run({ kind: "earlier" });
    else if (wantsLater) run({ kind: "later" });
  }, [wantsEarlier, wantsLater, window, run]);
}

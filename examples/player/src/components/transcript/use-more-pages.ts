import { useEffect, useState } from "react";
import type { Transcript } from "../../transcript/use-transcript.ts";

/** So many lines before the end of what has been read, the next page is asked for. */
const LINES_AHEAD = 30;

/** The places of the lines in sight, and of what is being said. */
interface InSight {
  readonly first: number;
  readonly last: number;
  readonly spoken: number;
}

/** Asks for a page when an end of what has been read comes near, by scrolling or by the clock. */
export function useMorePages({ window, busy, trouble, run }: Transcript, { first, last, spoken }: InSight): void {
  const isInPlace = useIsInPlace();
  const count = window?.lines.length ?? 0;
  const idle = isInPlace && busy === null && trouble === null;
  const wantsEarlier = idle && window !== null && window.before !== null && first < LINES_AHEAD;
  const nearEnd = Math.max(last, spoken) >= count - LINES_AHEAD;
  const wantsLater = idle && window !== null && window.after !== null && nearEnd;

  useEffect(() => {
    if (wantsEarlier) run({ kind: "earlier" });
    else if (wantsLater) run({ kind: "later" });
  }, [wantsEarlier, wantsLater, window, run]);
}

/** A new list stands at its top, until it has been scrolled to where it was opened for; the browser says so within two frames. */
function useIsInPlace(): boolean {
  const [isInPlace, setIsInPlace] = useState(false);
  useEffect(() => {
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => setIsInPlace(true));
    });
    return () => cancelAnimationFrame(frame);
  }, []);
  return isInPlace;
}

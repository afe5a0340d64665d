import { useEffect, useState } from "react";
import type { Transcript } from "../transcript/use-transcript.ts";

const FIRST_PAUSE_MS = 5000;
const MAX_PAUSE_MS = 60_000;

/**
 * While the meeting's end stays visible, checks whether it has grown. The pauses double as long as it does not grow,
 * and a hidden page does not check. After a failure that no retry helps, a person must try again.
 */
export function useEndPolling({ window, trouble, run }: Transcript, isWanted: boolean, onGrown: () => void): void {
  const last = window?.lines.at(-1)?.id;
  const [quiet, setQuiet] = useState<{ readonly last: string | undefined; readonly rounds: number }>({
    last,
    rounds: 0,
  });
  const rounds = quiet.last === last ? quiet.rounds : 0;
  const mayLook = isWanted && trouble?.problem.retryAfterMs !== null;

  useEffect(() => {
    if (!mayLook) return;
    const look = () => {
      if (document.visibilityState === "visible") run({ kind: "renew" });
      setQuiet({ last, rounds: rounds + 1 });
    };
    const timer = setTimeout(look, Math.min(FIRST_PAUSE_MS * 2 ** rounds, MAX_PAUSE_MS));
    return () => clearTimeout(timer);
  }, [mayLook, last, rounds, run]);

  useEffect(() => {
    if (isWanted) onGrown();
  }, [isWanted, last, onGrown]);
}

import { useEffect, useState } from "react";

const SECOND_MS = 1000;

/**
 * Counts down to 0 in whole seconds, and calls `onEnd` once at the end. A timer comes late if the tab was hidden or the
 * machine asleep, so each one reads the time.
 */
export function useCountdown(waitMs: number, onEnd: () => void): number {
  const [endsAt] = useState(() => Date.now() + waitMs);
  const [leftMs, setLeftMs] = useState(waitMs);
  useEffect(() => {
    if (leftMs <= 0) return onEnd();
    const timer = setTimeout(
      () => setLeftMs(Math.min(leftMs - SECOND_MS, endsAt - Date.now())),
      Math.min(leftMs, SECOND_MS),
    );
    return () => clearTimeout(timer);
  }, [leftMs, endsAt, onEnd]);
  return Math.max(0, Math.ceil(leftMs / SECOND_MS));
}

import { useEffect, useState } from "react";

const SECOND_MS = 1000;

/** Counts down to 0 in whole seconds, and calls `onEnd` once at the end. */
export function useCountdown(waitMs: number, onEnd: () => void): number {
  const [leftMs, setLeftMs] = useState(waitMs);
  useEffect(() => {
    if (leftMs <= 0) return onEnd();
    const timer = setTimeout(() => setLeftMs(leftMs - SECOND_MS), Math.min(leftMs, SECOND_MS));
    return () => clearTimeout(timer);
  }, [leftMs, onEnd]);
  return Math.max(0, Math.ceil(leftMs / SECOND_MS));
}

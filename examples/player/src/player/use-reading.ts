import { useEffect } from "react";
import type { Clock } from "../playback/clock.ts";
import { useClock } from "../playback/use-clock.ts";
import type { Transcript } from "../transcript/use-transcript.ts";
import { covers } from "../transcript/window.ts";
import type { Focus } from "./focus.ts";

/** Long enough that a person who holds an arrow key opens one window, not fifty. */
const SETTLE_MS = 150;

/**
 * Opens a window at the clock's time, or at the end of the meeting, if that part should be visible and has not been
 * read.
 */
export function useReading(clock: Clock, transcript: Transcript, focus: Focus): void {
  const { window, busy, trouble, run } = transcript;
  const isOutside = useClock(clock, (position) => window !== null && !covers(window, position));
  const idle = busy === null && trouble === null;
  const opensClock = idle && focus.kind === "clock" && isOutside;
  const opensEnd = idle && focus.kind === "end" && window !== null && window.after !== null;

  useEffect(() => {
    if (!opensClock) return;
    const open = () => run({ kind: "open", target: { kind: "time", time: Math.floor(clock.state.timeMs) } });
    const timer = setTimeout(open, SETTLE_MS);
    return () => clearTimeout(timer);
  }, [opensClock, clock, run]);

  useEffect(() => {
    if (opensEnd) run({ kind: "open", target: { kind: "end" } });
  }, [opensEnd, run]);
}

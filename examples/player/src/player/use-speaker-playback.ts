import { useEffect } from "react";
import type { Clock } from "../playback/clock.ts";
import { nextSpokenTime, type Turn } from "../speakers/turns.ts";

/** While these turns are given, the clock plays only them, from the next one on, and stops after the last. */
export function useSpeakerPlayback(clock: Clock, turns: readonly Turn[] | null, seek: (timeMs: number) => void): void {
  useEffect(() => {
    if (turns === null) return;
    const first = nextSpokenTime(turns, clock.state.timeMs) ?? turns[0]?.startTime;
    if (first !== undefined) seek(first);
    return clock.subscribe(() => {
      const { timeMs, playing } = clock.state;
      if (!playing) return;
      const next = nextSpokenTime(turns, timeMs);
      if (next === null) clock.pause();
      else if (next > timeMs) clock.seek(next);
    });
  }, [clock, turns, seek]);
}

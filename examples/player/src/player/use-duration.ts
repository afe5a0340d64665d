import { useEffect } from "react";
import type { Clock } from "../playback/clock.ts";
import type { Overview } from "../speakers/use-overview.ts";
import type { TranscriptWindow } from "../transcript/window.ts";

/** Sets the clock's duration: the meeting's, from its overview, or that of the part read so far. */
export function useDuration(clock: Clock, window: TranscriptWindow | null, overview: Overview | null): void {
  const read = window?.after === null ? Math.max(0, ...window.lines.slice(-10).map(({ endTime }) => endTime)) : 0;
  const durationMs = Math.max(overview?.durationMs ?? 0, read);
  useEffect(() => {
    if (durationMs > 0) clock.setDuration(durationMs);
  }, [clock, durationMs]);
}

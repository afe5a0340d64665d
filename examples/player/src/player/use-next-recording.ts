import { useEffect } from "react";
import type { Clock } from "../playback/clock.ts";
import { nextRecording, type TranscriptWindow } from "../transcript/window.ts";

/**
 * At the end of a recording the clock continues with the next one. If a file is attached, it stops, because a file has
 * one recording.
 */
export function useNextRecording(clock: Clock, window: TranscriptWindow | null, isWanted: boolean): void {
  useEffect(() => {
    if (window === null || !isWanted || window.recordings.length < 2) return;
    return clock.subscribe(() => {
      const next = clock.state.playing && !clock.hasFile ? nextRecording(window, clock.state) : null;
      if (next !== null) clock.seek(next.startTime, next.id);
    });
  }, [clock, window, isWanted]);
}

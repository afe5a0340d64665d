import { useCallback, useEffect, useRef, useState } from "react";
import { Clock } from "../playback/clock.ts";
import { type Session, useTranscript } from "../transcript/use-transcript.ts";
import { covers } from "../transcript/window.ts";
import { TranscriptView } from "./transcript-view.tsx";
import { Transport } from "./transport.tsx";
import { useShortcuts } from "./use-shortcuts.ts";

/** Long enough that dragging the seek bar opens one window, not fifty. */
const SETTLE_MS = 200;

/** One meeting: its transcript, and the clock that runs through it. */
export function Player({ session }: { readonly session: Session }) {
  const transcript = useTranscript(session);
  const { window, durationMs, run } = transcript;
  const [clock] = useState(() => new Clock(requestAnimationFrame.bind(globalThis)));
  const [following, setFollowing] = useState(true);
  const settling = useRef<ReturnType<typeof setTimeout>>(undefined);

  useEffect(() => clock.setDuration(durationMs), [clock, durationMs]);
  useEffect(() => () => clearTimeout(settling.current), []);

  const show = useCallback(
    (time: number) => {
      setFollowing(true);
      clearTimeout(settling.current);
      if (window === null || covers(window, time)) return;
      settling.current = setTimeout(() => run({ kind: "open", time }), SETTLE_MS);
    },
    [window, run],
  );
  const seek = useCallback(
    (timeMs: number) => {
      clock.seek(timeMs);
      show(Math.floor(clock.state.timeMs));
    },
    [clock, show],
  );
  useShortcuts(clock, seek);

  return (
    <>
      <TranscriptView
        transcript={transcript}
        clock={clock}
        following={following}
        onLeave={() => setFollowing(false)}
        onReturn={() => show(Math.floor(clock.state.timeMs))}
        onSeek={seek}
      />
      <Transport clock={clock} onSeek={seek} />
    </>
  );
}

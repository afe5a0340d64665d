import { useCallback, useMemo, useState } from "react";
import type { Clock } from "../playback/clock.ts";
import type { Match } from "../search/hits.ts";
import type { Transcript } from "../transcript/use-transcript.ts";
import type { Focus } from "./focus.ts";

/** What is in sight, and the ways to go somewhere else. */
export interface Navigation {
  readonly focus: Focus;
  /** Goes to a time, in the recording of this paragraph if one is given, and keeps what is said then in sight. */
  readonly seek: (timeMs: number, paragraphId?: string) => void;
  /** Goes on or back by so many milliseconds, and keeps what is said then in sight. */
  readonly step: (byMs: number) => void;
  /** Shows a match. The clock goes there too, unless it plays, so that nobody who listens is interrupted. */
  readonly showMatch: (match: Match) => void;
  readonly showLatest: () => void;
  /** Somebody scrolls: nothing is kept in sight. */
  readonly leave: () => void;
  /** Keeps what is being said in sight again. */
  readonly returnToClock: () => void;
}

const CLOCK: Focus = { kind: "clock" };
const LATEST: Focus = { kind: "latest" };
const NONE: Focus = { kind: "none" };

/** Begins with what is given. */
export function useNavigation(clock: Clock, { window, run, dismiss }: Transcript, first: Focus): Navigation {
  const [focus, setFocus] = useState(first);
  const showMatch = useCallback(
    (match: Match) => {
      const { paragraphId: id, cursor, startTime } = match;
      setFocus({ kind: "paragraph", id });
      if (!clock.state.playing) clock.seek(startTime, id);
      const isRead = window?.lines.some((line) => line.id === id) === true;
      if (!isRead) run({ kind: "open", target: { kind: "paragraph", id, cursor } });
    },
    [clock, window, run],
  );
  const show = useCallback(
    (next: Focus) => {
      dismiss();
      setFocus(next);
    },
    [dismiss],
  );
  const still = useMemo(
    () => ({
      seek: (timeMs: number, paragraphId?: string) => {
        clock.seek(timeMs, paragraphId);
        show(CLOCK);
      },
      step: (byMs: number) => {
        clock.step(byMs);
        show(CLOCK);
      },
      showLatest: () => show(LATEST),
      leave: () => setFocus(NONE),
      returnToClock: () => show(CLOCK),
    }),
    [clock, show],
  );
  return { ...still, focus, showMatch };
}

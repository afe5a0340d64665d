import { useCallback, useEffect, useMemo, useState } from "react";
import type { Clock } from "../playback/clock.ts";
import type { Match } from "../search/hits.ts";
import type { Transcript } from "../transcript/use-transcript.ts";
import { type Focus, focusIn } from "./focus.ts";

/** The focus, and the functions that change it. */
export interface Navigation {
  readonly focus: Focus;
  /** Goes to a time, in the recording of this paragraph if it is given, and shows the words that are spoken then. */
  readonly seek: (timeMs: number, paragraphId?: string) => void;
  /** Goes forward or back by this many milliseconds, and shows the words that are spoken then. */
  readonly step: (byMs: number) => void;
  /** Shows a match. The clock goes there too, unless it is playing, so as not to interrupt a person who listens. */
  readonly showMatch: (match: Match) => void;
  readonly showEnd: () => void;
  /** A person scrolls: the view follows nothing any more. */
  readonly leave: () => void;
  /** The view follows the spoken words again. */
  readonly returnToClock: () => void;
}

const CLOCK: Focus = { kind: "clock" };
const END: Focus = { kind: "end" };
const NONE: Focus = { kind: "none" };

/** Begins with the given focus. */
export function useNavigation(clock: Clock, { window, run, dismiss }: Transcript, first: Focus): Navigation {
  const [focus, setFocus] = useState(first);
  const showMatch = useCallback(
    (match: Match) => {
      const { paragraphId: id, cursor, startTime } = match;
      setFocus({ kind: "paragraph", id, timeMs: startTime });
      if (!clock.state.playing) clock.seek(startTime, id);
      const isRead = window?.lines.some((line) => line.id === id) === true;
      if (!isRead) run({ kind: "open", target: { kind: "paragraph", id, cursor } });
    },
    [clock, window, run],
  );
  useEffect(() => {
    if (window !== null) setFocus((now) => focusIn(window, now));
  }, [window]);
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
      showEnd: () => show(END),
      leave: () => setFocus(NONE),
      returnToClock: () => show(CLOCK),
    }),
    [clock, show],
  );
  return { ...still, focus, showMatch };
}

import { useCallback, useMemo, useState } from "react";
import type { Visit } from "../address/use-address.ts";
import { readingPlace } from "../address/use-kept-place.ts";
import { Clock } from "../playback/clock.ts";
import { SpeakerBook } from "../speakers/speaker-book.ts";
import { type Overview, useOverview } from "../speakers/use-overview.ts";
import type { TranscriptClient } from "../transcript/client.ts";
import { type Target, TranscriptReader } from "../transcript/reader.ts";
import { type Transcript, useTranscript } from "../transcript/use-transcript.ts";
import type { Focus } from "./focus.ts";
import { useDuration } from "./use-duration.ts";
import { useLatest } from "./use-latest.ts";
import { type Navigation, useNavigation } from "./use-navigation.ts";
import { useReading } from "./use-reading.ts";

/** A meeting that is open in the player. */
export interface Meeting {
  readonly clock: Clock;
  readonly transcript: Transcript;
  /** Null until it is there. */
  readonly overview: Overview | null;
  readonly navigation: Navigation;
  /** Plays or pauses; what is played is kept in sight, unless somebody has scrolled away from it. */
  readonly togglePlay: () => void;
}

/** Opens the meeting at the place. Another place takes another `key`. */
export function useMeeting(client: TranscriptClient, place: Visit["place"]): Meeting {
  const { conferenceId } = place;
  const [{ target, focus }] = useState(() => beginAt(place, readingPlace()));
  const [clock] = useState(() => new Clock(requestAnimationFrame.bind(globalThis), place.timeMs ?? 0));
  const [book] = useState(() => new SpeakerBook());
  const reader = useMemo(() => new TranscriptReader(client, conferenceId, book), [client, conferenceId, book]);
  const transcript = useTranscript(reader, target);
  const { overview, refresh } = useOverview(client, conferenceId, book, transcript.window !== null);
  const navigation = useNavigation(clock, transcript, focus);
  useDuration(clock, transcript.window, overview);
  useReading(clock, transcript, navigation.focus);
  useLatest(transcript, navigation.focus.kind === "latest", refresh);
  const { returnToClock } = navigation;
  const showsMatch = navigation.focus.kind === "paragraph";
  const togglePlay = useCallback(() => {
    clock.toggle();
    if (showsMatch) returnToClock();
  }, [clock, showsMatch, returnToClock]);
  return { clock, transcript, overview, navigation, togglePlay };
}

/** Begins where the address says, with what was in sight when the page was left. */
function beginAt(
  { timeMs }: Visit["place"],
  reading: number | null,
): { readonly target: Target; readonly focus: Focus } {
  if (reading !== null) return { target: { kind: "time", time: reading }, focus: { kind: "moment", timeMs: reading } };
  return { target: { kind: "time", time: timeMs ?? 0 }, focus: { kind: "clock" } };
}

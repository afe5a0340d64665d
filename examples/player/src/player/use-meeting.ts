import { useCallback, useState } from "react";
import { type CurrentPlace, timeLeftAt } from "../address/current-place.ts";
import { Clock } from "../playback/clock.ts";
import { type Overview, useOverview } from "../speakers/use-overview.ts";
import type { TranscriptClient } from "../transcript/client.ts";
import { type Transcript, useTranscript } from "../transcript/use-transcript.ts";
import { type Opening, prepareOpening } from "./opening.ts";
import { useDuration } from "./use-duration.ts";
import { useLatest } from "./use-latest.ts";
import { type Navigation, useNavigation } from "./use-navigation.ts";
import { useReading } from "./use-reading.ts";

/** A meeting that is open in the player. */
export interface Meeting {
  readonly clock: Clock;
  readonly transcript: Transcript;
  /** Null until it has been read. */
  readonly overview: Overview | null;
  readonly navigation: Navigation;
  /** Plays or pauses. The spoken words stay visible, unless the person has scrolled away. */
  readonly togglePlay: () => void;
}

/** Opens the meeting at the place, unless that has begun already. For another place or client, use another `key`. */
export function useMeeting(client: TranscriptClient, place: CurrentPlace, begun: Opening | null): Meeting {
  const [opening] = useState(() => begun ?? prepareOpening(client, place, timeLeftAt()));
  const [clock] = useState(() => new Clock(requestAnimationFrame.bind(globalThis), place.timeMs ?? 0));
  const transcript = useTranscript(opening);
  const { overview, refresh } = useOverview(client, place.conferenceId, opening.speakers, transcript.window !== null);
  const navigation = useNavigation(clock, transcript, opening.focus);
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

import { useCallback, useState } from "react";
import { type CurrentRoute, timeLeftAt } from "../address/current-route.ts";
import { Clock } from "../playback/clock.ts";
import { type Overview, useOverview } from "../speakers/use-overview.ts";
import type { TranscriptClient } from "../transcript/client.ts";
import { type Transcript, useTranscript } from "../transcript/use-transcript.ts";
import { type InitialMeeting, createInitialMeeting } from "./initial-meeting.ts";
import { useDuration } from "./use-duration.ts";
import { useEndPolling } from "./use-end-polling.ts";
import { type Navigation, useNavigation } from "./use-navigation.ts";
import { useReading } from "./use-reading.ts";

/** A meeting that is open in the player. */
export interface Meeting {
  readonly clock: Clock;
  readonly transcript: Transcript;
  /** Null until it has been read. */
  readonly overview: Overview | null;
  /** Reads the overview again; null: it has not failed. */
  readonly retryOverview: (() => void) | null;
  readonly navigation: Navigation;
  /** Plays or pauses. The spoken words stay visible, unless the person has scrolled away. */
  readonly togglePlay: () => void;
}

/** Opens the meeting of the route, unless that has begun already. For another route or client, use another `key`. */
export function useMeeting(client: TranscriptClient, route: CurrentRoute, begun: InitialMeeting | null): Meeting {
  const [initial] = useState(() => begun ?? createInitialMeeting(client, route, timeLeftAt()));
  const [clock] = useState(() => new Clock(requestAnimationFrame.bind(globalThis), route.timeMs ?? 0));
  const transcript = useTranscript(initial);
  const hasText = transcript.window !== null;
  const { overview, retry, refresh } = useOverview(client, route.conferenceId, initial.speakers, hasText);
  const navigation = useNavigation(clock, transcript, initial.focus);
  useDuration(clock, transcript.window, overview);
  useReading(clock, transcript, navigation.focus);
  useEndPolling(transcript, navigation.focus.kind === "end", refresh);
  const { returnToClock } = navigation;
  const showsMatch = navigation.focus.kind === "paragraph";
  const togglePlay = useCallback(() => {
    clock.toggle();
    if (showsMatch) returnToClock();
  }, [clock, showsMatch, returnToClock]);
  return { clock, transcript, overview, retryOverview: retry, navigation, togglePlay };
}

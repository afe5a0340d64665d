import { useCallback, useRef } from "react";
import type { CurrentRoute } from "../address/current-route.ts";
import type { TranscriptClient } from "../transcript/client.ts";
import type { InitialMeeting } from "./initial-meeting.ts";
import { useFollowedSpeaker } from "./use-followed-speaker.ts";
import { useLineActions } from "./use-line-actions.ts";
import { useMeeting } from "./use-meeting.ts";
import { useMeetingSearch } from "./use-meeting-search.ts";
import { useNextRecording } from "./use-next-recording.ts";
import { usePrint } from "./use-print.ts";
import { useReadingPosition } from "./use-reading-position.ts";
import { useShortcuts } from "./use-shortcuts.ts";

/** The state and the actions of the player, without its appearance. */
export function usePlayer(client: TranscriptClient, route: CurrentRoute, initial: InitialMeeting | null) {
  const { conferenceId } = route;
  const meeting = useMeeting(client, route, initial);
  const found = useMeetingSearch(client, route, meeting);
  const followed = useFollowedSpeaker(client, conferenceId, meeting);
  const printing = usePrint(client, conferenceId);
  const searchField = useRef<HTMLInputElement>(null);
  const focusSearch = useCallback(() => searchField.current?.select(), []);
  const { seek, step } = meeting.navigation;
  useNextRecording(meeting.clock, meeting.transcript.window, followed.key === null);
  useShortcuts({ togglePlay: meeting.togglePlay, step, focusSearch, print: printing.print });
  const onSee = useReadingPosition(meeting, conferenceId, found.query);
  const actions = useLineActions(conferenceId, seek);
  return { meeting, found, followed, printing, searchField, onSee, actions };
}

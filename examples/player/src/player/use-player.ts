import { useCallback, useRef } from "react";
import type { CurrentPlace } from "../address/current-place.ts";
import type { TranscriptClient } from "../transcript/client.ts";
import type { Opening } from "./opening.ts";
import { useFollowedSpeaker } from "./use-followed-speaker.ts";
import { useLineActions } from "./use-line-actions.ts";
import { useMeeting } from "./use-meeting.ts";
import { useMeetingSearch } from "./use-meeting-search.ts";
import { useNextRecording } from "./use-next-recording.ts";
import { usePrint } from "./use-print.ts";
import { useReadingPlace } from "./use-reading-place.ts";
import { useShortcuts } from "./use-shortcuts.ts";

/** The state and the actions of the player, without its appearance. */
export function usePlayer(client: TranscriptClient, place: CurrentPlace, opening: Opening | null) {
  const { conferenceId } = place;
  const meeting = useMeeting(client, place, opening);
  const found = useMeetingSearch(client, place, meeting);
  const followed = useFollowedSpeaker(client, conferenceId, meeting);
  const printing = usePrint(client, conferenceId);
  const searchField = useRef<HTMLInputElement>(null);
  const focusSearch = useCallback(() => searchField.current?.select(), []);
  const { seek, step } = meeting.navigation;
  useNextRecording(meeting.clock, meeting.transcript.window, followed.key === null);
  useShortcuts({ togglePlay: meeting.togglePlay, step, focusSearch, print: printing.print });
  const onSee = useReadingPlace(meeting, conferenceId, found.query);
  const actions = useLineActions(conferenceId, seek);
  return { meeting, found, followed, printing, searchField, onSee, actions };
}

import { useCallback, useMemo, useRef, useState } from "react";
import { toAddress } from "../address/place.ts";
import type { Visit } from "../address/use-address.ts";
import { useKeptPlace } from "../address/use-kept-place.ts";
import { useFollowedSpeaker } from "../player/use-followed-speaker.ts";
import { useMeeting } from "../player/use-meeting.ts";
import { useMeetingSearch } from "../player/use-meeting-search.ts";
import { usePrint } from "../player/use-print.ts";
import { useShortcuts } from "../player/use-shortcuts.ts";
import { hitsOf } from "../search/use-search.ts";
import type { TranscriptClient } from "../transcript/client.ts";
import { PrintSheet } from "./print-sheet.tsx";
import { Side } from "./side/side.tsx";
import { RecordingButton } from "./side/recording-button.tsx";
import { DownloadMenu } from "./toolbar/download-menu.tsx";
import { Toolbar } from "./toolbar/toolbar.tsx";
import { TranscriptView } from "./transcript/transcript-view.tsx";
import { Transport } from "./transport/transport.tsx";
import { useMarks } from "./transcript/use-marks.ts";

interface PlayerProps {
  readonly client: TranscriptClient;
  readonly place: Visit["place"];
  readonly onSignIn: (() => void) | null;
}

/** One meeting: its transcript, and all that can be done with it. */
export function Player({ client, place, onSignIn }: PlayerProps) {
  const { conferenceId } = place;
  const meeting = useMeeting(client, place);
  const { clock, transcript, overview, navigation, togglePlay } = meeting;
  const { query, setQuery, search, matches } = useMeetingSearch(client, place, meeting);
  const followed = useFollowedSpeaker(client, conferenceId, meeting);
  const [file, setFile] = useState<File | null>(null);
  const { text, print } = usePrint(client, conferenceId);
  const searchField = useRef<HTMLInputElement>(null);
  const focusSearch = useCallback(() => searchField.current?.select(), []);
  useShortcuts(clock, { togglePlay, seek: navigation.seek, focusSearch, print });
  const onSee = useReadingPlace(meeting, conferenceId, query);
  const linkTo = useCallback(
    (timeMs: number) => toAddress(location.href, { conferenceId, timeMs, query: "" }),
    [conferenceId],
  );
  const actions = useMemo(() => ({ seek: navigation.seek, linkTo }), [navigation.seek, linkTo]);
  const hits = hitsOf(search);
  return (
    <div className="player">
      <Toolbar {...{ searchField, query, search, matches, navigation }} onQuery={setQuery}>
        <DownloadMenu
          client={client}
          conferenceId={conferenceId}
          link={() => linkTo(clock.state.timeMs)}
          onPrint={print}
        />
        <RecordingButton file={file} onChoose={setFile} />
      </Toolbar>
      <TranscriptView
        {...{ transcript, clock, navigation, actions, onSignIn, onSee }}
        marks={useMarks(hits, matches.current)}
        followedKey={followed.key}
      />
      <Side
        {...{ file, client, conferenceId, clock, overview }}
        hasFailed={transcript.window === null && transcript.trouble !== null}
        followedKey={followed.key}
        onFollow={followed.follow}
      />
      <Transport clock={clock} onPlay={togglePlay} onSeek={navigation.seek} hits={hits} followed={followed.shown} />
      <PrintSheet title={conferenceId} text={text} lines={transcript.window?.lines ?? []} />
    </div>
  );
}

/** Keeps the place in the address; it returns what is to be told which moment is in sight. */
function useReadingPlace({ clock, navigation }: ReturnType<typeof useMeeting>, conferenceId: string, query: string) {
  const seen = useRef<number | null>(null);
  const { kind } = navigation.focus;
  const isElsewhere = kind === "none" || kind === "moment";
  const reading = useCallback(() => (isElsewhere ? seen.current : null), [isElsewhere]);
  useKeptPlace(clock, conferenceId, query, reading);
  return useCallback((timeMs: number | null) => {
    seen.current = timeMs;
  }, []);
}

import { useState } from "react";
import type { CurrentRoute } from "../address/current-route.ts";
import type { InitialMeeting } from "../player/initial-meeting.ts";
import { usePlayer } from "../player/use-player.ts";
import { hitsOf } from "../search/use-search.ts";
import type { TranscriptClient } from "../transcript/client.ts";
import { PrintSheet } from "./print-sheet.tsx";
import { RecordingButton } from "./side/recording-button.tsx";
import { Side } from "./side/side.tsx";
import { DownloadMenu } from "./toolbar/download-menu.tsx";
import { Toolbar } from "./toolbar/toolbar.tsx";
import { TranscriptView } from "./transcript/transcript-view.tsx";
import { useMarks } from "./transcript/use-marks.ts";
import { Transport } from "./transport/transport.tsx";

interface PlayerProps {
  readonly client: TranscriptClient;
  readonly route: CurrentRoute;
  /** The meeting, if it is already being read. */
  readonly initial: InitialMeeting | null;
  readonly onSignIn: (() => void) | null;
}

/** One meeting: its transcript, and all actions on it. */
export function Player({ client, route, initial, onSignIn }: PlayerProps) {
  const { conferenceId } = route;
  const { meeting, found, followed, printing, searchField, onSee, actions } = usePlayer(client, route, initial);
  const { clock, transcript, overview, retryOverview, navigation, togglePlay } = meeting;
  const [file, setFile] = useState<File | null>(null);
  const hits = hitsOf(found.search);
  const marks = useMarks(hits, found.matches.current);
  const link = () => actions.linkTo(clock.state.timeMs);
  return (
    <div className="player">
      <Toolbar {...{ searchField, found, navigation }}>
        <DownloadMenu {...{ client, conferenceId, link }} onPrint={printing.print} />
        <RecordingButton file={file} onChoose={setFile} />
      </Toolbar>
      <TranscriptView
        {...{ transcript, clock, navigation, marks, actions, onSignIn, onSee }}
        followedKey={followed.key}
        paragraphCount={overview?.paragraphCount ?? null}
      />
      <Side
        {...{ file, client, conferenceId, clock, overview, retryOverview }}
        isUnreadable={transcript.window === null && transcript.trouble !== null}
        followed={followed}
      />
      <Transport
        {...{ clock, hits }}
        hasText={transcript.window !== null && transcript.window.lines.length > 0}
        onPlay={togglePlay}
        onSeek={navigation.seek}
        followed={followed.shown}
      />
      <PrintSheet title={conferenceId} text={printing.text} lines={transcript.window?.lines ?? []} />
    </div>
  );
}

import { useState } from "react";
import type { CurrentPlace } from "../address/current-place.ts";
import type { Opening } from "../player/opening.ts";
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
  readonly place: CurrentPlace;
  /** The meeting, if it is already being read. */
  readonly opening: Opening | null;
  readonly onSignIn: (() => void) | null;
}

/** One meeting: its transcript, and all actions on it. */
export function Player({ client, place, opening, onSignIn }: PlayerProps) {
  const { conferenceId } = place;
  const { meeting, found, followed, printing, searchField, onSee, actions } = usePlayer(client, place, opening);
  const { clock, transcript, overview, navigation, togglePlay } = meeting;
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
        {...{ file, client, conferenceId, clock, overview }}
        isUnreadable={transcript.window === null && transcript.trouble !== null}
        followed={followed}
      />
      <Transport {...{ clock, hits }} onPlay={togglePlay} onSeek={navigation.seek} followed={followed.shown} />
      <PrintSheet title={conferenceId} text={printing.text} lines={transcript.window?.lines ?? []} />
    </div>
  );
}

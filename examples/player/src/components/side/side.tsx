import { memo, useState } from "react";
import type { Clock } from "../../playback/clock.ts";
import { useMessages } from "../../language/use-messages.ts";
import type { FollowedSpeaker } from "../../player/use-followed-speaker.ts";
import type { Overview } from "../../speakers/use-overview.ts";
import type { TranscriptClient } from "../../transcript/client.ts";
import { Icon } from "../icon.tsx";
import { Recording } from "./recording.tsx";
import { SpeakersPanel } from "./speakers-panel.tsx";

interface SideProps {
  readonly file: File | null;
  readonly client: TranscriptClient;
  readonly conferenceId: string;
  readonly clock: Clock;
  readonly overview: Overview | null;
  /** Reads the overview again; null: it has not failed. */
  readonly retryOverview: (() => void) | null;
  /** The meeting cannot be read, so nothing is known of its speakers. */
  readonly isUnreadable: boolean;
  readonly followed: FollowedSpeaker;
}

/**
 * The column beside the transcript: the recording, and the speakers, which are folded up on a small screen. It is not
 * drawn again when pages arrive.
 */
export const Side = memo(function Side(props: SideProps) {
  const { file, client, conferenceId, clock, overview, retryOverview, isUnreadable, followed } = props;
  const { speakers } = useMessages();
  const [isWide] = useState(() => matchMedia("(width >= 60rem)").matches);
  return (
    <aside className="side">
      {file !== null && <Recording file={file} client={client} conferenceId={conferenceId} clock={clock} />}
      {!isUnreadable && (
        <details className="fold" open={isWide}>
          <summary>
            <Icon name="people" />
            <h2>{speakers}</h2>
          </summary>
          <SpeakersPanel overview={overview} onRetry={retryOverview} followed={followed} />
        </details>
      )}
    </aside>
  );
});

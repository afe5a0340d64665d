import { useMessages } from "../../language/use-messages.ts";
import { formatTime } from "../../playback/time-text.ts";
import type { FollowedSpeaker } from "../../player/use-followed-speaker.ts";
import type { Overview, SpeakerShare } from "../../speakers/use-overview.ts";

interface SpeakersPanelProps {
  readonly overview: Overview | null;
  /** Null: the overview has not failed. */
  readonly onRetry: (() => void) | null;
  readonly followed: FollowedSpeaker;
}

/** The number of bars that are shown until the speakers have arrived. */
const AWAITED = [0.21, 0.18, 0.13, 0.12, 0.1, 0.07];

/** The speakers and their shares. A click on a speaker follows them: the clock plays only their turns. */
export function SpeakersPanel({ overview, onRetry, followed }: SpeakersPanelProps) {
  const { speakers: title, failed, tryAgain } = useMessages();
  if (overview === null && onRetry !== null)
    return (
      <section className="speakers" aria-label={title}>
        <p className="summary">{failed}</p>
        <button type="button" onClick={onRetry}>
          {tryAgain}
        </button>
      </section>
    );
  return (
    <section className="speakers" aria-label={title} aria-busy={overview === null}>
      {overview === null ? <p className="summary" /> : <Summary overview={overview} />}
      <ul>
        {overview === null &&
          AWAITED.map((share) => <li key={share} className="awaited" style={{ "--share": share }} />)}
        {(overview?.speakers ?? []).map((share) => (
          <Share
            key={share.speaker.key}
            share={share}
            isFollowed={share.speaker.key === followed.key}
            onFollow={followed.follow}
          />
        ))}
      </ul>
      <output className="toast">{followed.hasFailed ? failed : ""}</output>
    </section>
  );
}

function Summary({ overview: { durationMs, paragraphCount, speakers, readAt } }: { readonly overview: Overview }) {
  const { language, summary, readAt: asOf } = useMessages();
  const numbers = new Intl.NumberFormat(language);
  const time = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" }).format(readAt);
  return (
    <p className="summary">
      {summary(formatTime(durationMs), numbers.format(paragraphCount), numbers.format(speakers.length))}
      <br />
      <time dateTime={readAt.toISOString()}>{asOf(time)}</time>
    </p>
  );
}

interface ShareProps {
  readonly share: SpeakerShare;
  readonly isFollowed: boolean;
  /** Null: no speaker is followed any more. */
  readonly onFollow: FollowedSpeaker["follow"];
}

function Share({ share: { speaker, talkShare, talkTimeMs, turnCount }, isFollowed, onFollow }: ShareProps) {
  const messages = useMessages();
  const name = speaker.name ?? messages.unnamed;
  const numbers = new Intl.NumberFormat(messages.language);
  const percent = new Intl.NumberFormat(messages.language, { style: "percent" }).format(talkShare);
  return (
    <li>
      <button
        type="button"
        className="share"
        aria-pressed={isFollowed}
        title={isFollowed ? messages.stopFollowing(name) : messages.follow(name)}
        style={{ "--hue": speaker.hue, "--share": talkShare }}
        onClick={() => onFollow(isFollowed ? null : speaker.key)}
      >
        <span className="speaker">{name}</span>
        <span className="amount">{messages.share(percent, formatTime(talkTimeMs))}</span>
        <span className="amount turn-count">{messages.turns(numbers.format(turnCount))}</span>
      </button>
    </li>
  );
}

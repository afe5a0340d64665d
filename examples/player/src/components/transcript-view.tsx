import { useCallback, useRef } from "react";
import type { Clock } from "../playback/clock.ts";
import { formatTime } from "../playback/time-text.ts";
import { useClock } from "../playback/use-clock.ts";
import type { Line } from "../transcript/line.ts";
import type { Transcript } from "../transcript/use-transcript.ts";
import { placesAt } from "../transcript/window.ts";
import { ProblemNotice } from "./problem-notice.tsx";
import { TranscriptLine } from "./transcript-line.tsx";
import { useEndlessScroll } from "./use-endless-scroll.ts";
import { useFollowing } from "./use-following.ts";

const NO_LINES: readonly Line[] = [];
const SCROLL_KEYS = new Set(["ArrowUp", "ArrowDown", "PageUp", "PageDown", "Home", "End"]);

interface TranscriptViewProps {
  readonly transcript: Transcript;
  readonly clock: Clock;
  /** Whether the view keeps what is being said in sight. */
  readonly following: boolean;
  readonly onLeave: () => void;
  readonly onReturn: () => void;
  readonly onSeek: (timeMs: number) => void;
}

/** The paragraphs read so far; it asks for more where somebody scrolls to, or the clock gets to. */
export function TranscriptView(props: TranscriptViewProps) {
  const { transcript, clock, following, onLeave, onReturn, onSeek } = props;
  const { window, busy, trouble } = transcript;
  const lines = window?.lines ?? NO_LINES;
  const scroller = useRef<HTMLElement>(null);
  const places = useClock(clock, ({ timeMs }) => placesAt(lines, timeMs).join());
  const current = new Set(places.split(",").filter(Boolean).map(Number));
  const [place = 0] = current;
  useEndlessScroll(scroller, transcript, place);
  useFollowing(scroller, { id: lines[place]?.id, opened: transcript.opened, following });
  return (
    <main className="stage">
      <section
        ref={scroller}
        className="transcript"
        aria-label="Transcript"
        aria-busy={busy !== null}
        tabIndex={0}
        onWheel={onLeave}
        onTouchMove={onLeave}
        onPointerDown={({ target, currentTarget }) => target === currentTarget && onLeave()}
        onKeyDown={({ key }) => SCROLL_KEYS.has(key) && onLeave()}
      >
        <End transcript={transcript} kind="earlier" />
        <ol>
          {lines.map((line, index) => (
            <TranscriptLine key={line.id} line={line} current={current.has(index)} clock={clock} onSeek={onSeek} />
          ))}
        </ol>
        {busy === null && trouble === null && lines.length === 0 && <p className="end">Nothing was said here.</p>}
        <End transcript={transcript} kind="later" />
      </section>
      {trouble?.task.kind === "open" && <Trouble transcript={transcript} />}
      {busy === "open" && trouble === null && (
        <p className="opening" role="status">
          Opening the transcript…
        </p>
      )}
      {!following && lines.length > 0 && <ReturnButton clock={clock} onReturn={onReturn} />}
    </main>
  );
}

interface EndProps {
  readonly transcript: Transcript;
  readonly kind: "earlier" | "later";
}

/** One end of what has been read: the end of the meeting, a page on its way, or what keeps it from coming. */
function End({ transcript, kind }: EndProps) {
  const { window, busy, trouble } = transcript;
  if (window === null) return null;
  if (trouble?.task.kind === kind) return <Trouble transcript={transcript} />;
  const ended = (kind === "earlier" ? window.before : window.after) === null;
  const edge = kind === "earlier" ? "Beginning of the meeting" : "End of the meeting";
  return (
    <p className="end" data-end={ended ? undefined : kind} role={busy === kind ? "status" : undefined}>
      {ended ? edge : `Loading ${kind} paragraphs…`}
    </p>
  );
}

function Trouble({ transcript: { trouble, run } }: Pick<EndProps, "transcript">) {
  const task = trouble?.task;
  const retry = useCallback(() => task && run(task), [task, run]);
  if (trouble === null) return null;
  return <ProblemNotice problem={trouble.problem} attempt={trouble.attempt} onRetry={retry} />;
}

function ReturnButton({ clock, onReturn }: { readonly clock: Clock; readonly onReturn: () => void }) {
  const time = useClock(clock, ({ timeMs }) => formatTime(timeMs));
  return (
    <button type="button" className="return" onClick={onReturn}>
      Back to {time}
    </button>
  );
}

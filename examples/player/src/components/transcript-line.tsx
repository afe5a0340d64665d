import { memo } from "react";
import type { Clock } from "../playback/clock.ts";
import { formatTime } from "../playback/time-text.ts";
import { useClock } from "../playback/use-clock.ts";
import type { Line } from "../transcript/line.ts";
import { segmentAt } from "../transcript/segments.ts";

interface TranscriptLineProps {
  readonly line: Line;
  /** Whether it is being said. */
  readonly current: boolean;
  readonly clock: Clock;
  readonly onSeek: (timeMs: number) => void;
}

/** One paragraph: who, when, and what. Only one that is being said is made of words, so that a long meeting stays light. */
export const TranscriptLine = memo(function TranscriptLine({ line, current, clock, onSeek }: TranscriptLineProps) {
  const { id, speaker, startTime, segments, language } = line;
  return (
    <li className="line" data-line={id} aria-current={current ? "time" : undefined} style={{ "--hue": speaker.hue }}>
      <span className="avatar" aria-hidden="true">
        {speaker.name.slice(0, 1)}
      </span>
      <div className="line-head">
        <span className="speaker">{speaker.name}</span>
        <button type="button" className="line-time" onClick={() => onSeek(startTime)}>
          <span className="visually-hidden">Go to </span>
          {formatTime(startTime)}
        </button>
      </div>
      <p lang={language}>{current ? <Words line={line} clock={clock} /> : segments.map(({ text }) => text).join("")}</p>
    </li>
  );
});

function Words({ line: { segments }, clock }: Pick<TranscriptLineProps, "line" | "clock">) {
  const now = useClock(clock, ({ timeMs }) => segmentAt(segments, timeMs));
  return segments.map(({ text, startTime }, index) =>
    startTime === null ? (
      text
    ) : (
      <span key={index} className="word" data-word={wordState(index, now)}>
        {text}
      </span>
    ),
  );
}

function wordState(index: number, now: number): "said" | "now" | "next" {
  if (index === now) return "now";
  return index < now ? "said" : "next";
}

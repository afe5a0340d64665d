import type { ReactNode } from "react";
import type { Clock } from "../../playback/clock.ts";
import { useClock } from "../../playback/use-clock.ts";
import type { Match } from "../../search/hits.ts";
import { type Piece, toRuns } from "../../search/pieces.ts";
import type { Line } from "../../transcript/line.ts";
import { type Segment, segmentAt } from "../../transcript/segments.ts";

interface LineTextProps {
  readonly line: Line;
  readonly clock: Clock;
  readonly isSpoken: boolean;
  readonly matches: readonly Match[] | undefined;
  /** The index of the match that the person has stepped to. */
  readonly currentMatch: number | null;
}

const NO_MATCHES: readonly Match[] = [];

/**
 * The text of a line. Only a spoken line has elements for words, and only a line with matches has marks, so that other
 * lines are cheap to draw.
 */
export function LineText({ line, clock, isSpoken, matches = NO_MATCHES, currentMatch }: LineTextProps) {
  if (!isSpoken && matches.length === 0) return line.text;
  const segments = line.segments();
  if (isSpoken) return <SpokenText {...{ segments, clock, matches, currentMatch }} />;
  return <Runs {...{ segments, matches, currentMatch }} show={({ text }) => text} />;
}

interface SpokenTextProps extends Pick<LineTextProps, "clock" | "currentMatch"> {
  readonly segments: readonly Segment[];
  readonly matches: readonly Match[];
}

function SpokenText({ segments, clock, matches, currentMatch }: SpokenTextProps) {
  const now = useClock(clock, ({ timeMs }) => segmentAt(segments, timeMs));
  const show = (piece: Piece, key: number) =>
    segments[piece.segment]?.startTime === null ? piece.text : <Word key={key} piece={piece} now={now} />;
  return <Runs {...{ segments, matches, currentMatch, show }} />;
}

interface RunsProps extends Omit<SpokenTextProps, "clock"> {
  readonly show: (piece: Piece, key: number) => ReactNode;
}

function Runs({ segments, matches, currentMatch, show }: RunsProps) {
  return toRuns(segments, matches).map(({ match, pieces }, index) =>
    match === null ? (
      pieces.map(show)
    ) : (
      <mark key={index} data-current={match === currentMatch || undefined}>
        {pieces.map(show)}
      </mark>
    ),
  );
}

function Word({ piece: { text, segment }, now }: { readonly piece: Piece; readonly now: number }) {
  const state = segment === now ? "now" : segment < now ? "said" : "next";
  return (
    <span className="word" data-word={state}>
      {text}
    </span>
  );
}

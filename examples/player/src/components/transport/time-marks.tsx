import { memo } from "react";
import type { Hits } from "../../search/hits.ts";
import type { Turn } from "../../speakers/turns.ts";

/** The width of the time bar in units of the picture. */
const WIDTH = 1000;
/** Narrower marks would be invisible. */
const MIN_WIDTH = 3;
/** Matches are above the line of the time bar, turns below it. The picture is 10 units high. */
const MATCH_HEIGHT = 3;
const TURN_TOP = 7;

interface TimeMarksProps {
  readonly durationMs: number;
  readonly hits: Hits | null;
  readonly followed: { readonly turns: readonly Turn[]; readonly hue: number } | null;
}

/** The times of matches, and the turns of the followed speaker. */
export const TimeMarks = memo(function TimeMarks({ durationMs, hits, followed }: TimeMarksProps) {
  if (durationMs === 0) return null;
  const toX = (timeMs: number) => Math.round((Math.min(timeMs, durationMs) / durationMs) * WIDTH);
  const positions = new Set((hits?.matches ?? []).map(({ startTime }) => toX(startTime)));
  return (
    <svg className="marks" viewBox={`0 0 ${WIDTH} 10`} preserveAspectRatio="none" aria-hidden="true">
      {followed !== null && (
        <path
          className="turns"
          style={{ "--hue": followed.hue }}
          d={followed.turns.map((turn) => toBox(toX, turn)).join("")}
        />
      )}
      <path
        className="matches"
        d={[...positions].map((x) => `M${x} 0h${MIN_WIDTH}v${MATCH_HEIGHT}h-${MIN_WIDTH}z`).join("")}
      />
    </svg>
  );
});

function toBox(toX: (timeMs: number) => number, { startTime, endTime }: Turn): string {
  const width = Math.max(MIN_WIDTH, toX(endTime) - toX(startTime));
  return `M${toX(startTime)} ${TURN_TOP}h${width}V10h-${width}z`;
}

import { useCallback, useEffect, useRef, useState } from "react";
import type { Clock } from "../playback/clock.ts";
import { firstMatchFrom, type Hits, type Match } from "../search/hits.ts";

/** The match that the person has stepped to, and the function that steps to another. */
export interface Matches {
  /** Null before the first step. */
  readonly current: Match | null;
  /** From 1; 0 before the first step. */
  readonly number: number;
  /** 1: forward; -1: back. The first match follows the last. */
  readonly step: (by: 1 | -1) => void;
}

/** Steps through hits, from the clock's time on. `showsFirst`: the first match of the first hits is shown at once. */
export function useMatches(
  hits: Hits | null,
  clock: Clock,
  show: (match: Match) => void,
  showsFirst: boolean,
): Matches {
  const [at, setAt] = useState<{ readonly hits: Hits | null; readonly index: number }>({ hits: null, index: -1 });
  const index = at.hits === hits ? at.index : -1;
  const step = useCallback(
    (by: 1 | -1) => {
      if (hits === null || hits.matches.length === 0) return;
      const count = hits.matches.length;
      const next = index === -1 ? firstMatchFrom(hits, clock.state.timeMs) : (index + by + count) % count;
      setAt({ hits, index: next });
      const match = hits.matches[next];
      if (match !== undefined) show(match);
    },
    [hits, index, clock, show],
  );
  const awaitsFirst = useRef(showsFirst);
  useEffect(() => {
    if (!awaitsFirst.current || hits === null) return;
    awaitsFirst.current = false;
    step(1);
  }, [hits, step]);
  return { current: hits?.matches[index] ?? null, number: index + 1, step };
}

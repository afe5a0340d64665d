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

/**
 * Steps through the hits of this query, from the clock's time on. Until they arrive, `hits` has those of another query,
 * and a step waits. `showsFirst`: the first match of the first hits is shown at once.
 */
export function useMatches(
  query: string,
  hits: Hits | null,
  clock: Clock,
  show: (match: Match) => void,
  showsFirst: boolean,
): Matches {
  const [at, setAt] = useState<{ readonly hits: Hits | null; readonly index: number }>({ hits: null, index: -1 });
  const index = at.hits === hits ? at.index : -1;
  const awaited = useRef(showsFirst ? query : null);
  const step = useCallback(
    (by: 1 | -1) => {
      awaited.current = hits?.query === query ? null : query;
      if (hits?.query !== query || hits.matches.length === 0) return;
      const count = hits.matches.length;
      const next = index === -1 ? firstMatchFrom(hits, clock.state.timeMs) : (index + by + count) % count;
      setAt({ hits, index: next });
      const match = hits.matches[next];
      if (match !== undefined) show(match);
    },
    [query, hits, index, clock, show],
  );
  useEffect(() => {
    if (hits?.query !== query) return;
    if (awaited.current === query) step(1);
    awaited.current = null;
  }, [query, hits, step]);
  return { current: hits?.matches[index] ?? null, number: index + 1, step };
}

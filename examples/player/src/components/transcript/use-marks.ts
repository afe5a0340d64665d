import { useMemo } from "react";
import type { Hits, Match } from "../../search/hits.ts";

/** What of a search is marked in the lines. */
export interface Marks {
  readonly byParagraph: ReadonlyMap<string, readonly Match[]>;
  /** The match that somebody has come to. */
  readonly current: Match | null;
}

const NO_MATCHES: Marks["byParagraph"] = new Map();

/** The marks of these hits. */
export const useMarks = (hits: Hits | null, current: Match | null): Marks =>
  useMemo(() => ({ byParagraph: hits?.byParagraph ?? NO_MATCHES, current }), [hits, current]);

import { useMemo } from "react";
import type { Hits, Match } from "../../search/hits.ts";

/** The marks of a search in the lines. */
export interface Marks {
  readonly byParagraph: ReadonlyMap<string, readonly Match[]>;
  /** The match that the person has stepped to. */
  readonly current: Match | null;
}

const NO_MATCHES: Marks["byParagraph"] = new Map();

/** The marks of these hits. */
export const useMarks = (hits: Hits | null, current: Match | null): Marks =>
  useMemo(() => ({ byParagraph: hits?.byParagraph ?? NO_MATCHES, current }), [hits, current]);

import { useEffect, useState } from "react";
import { SearchTranscriptDocument } from "../__generated__/operations.ts";
import type { TranscriptClient } from "../transcript/client.ts";
import { type Problem, problemOf } from "../transcript/problem.ts";
import { type Hits, toHits } from "./hits.ts";

/** Nobody steps through more. */
const MAX_HITS = 2000;
/** Long enough that a word typed at the usual speed is one search. */
const PAUSE_MS = 250;

/** The state of a search. */
export type Search =
  | { readonly state: "none" }
  | { readonly state: "searching"; readonly hits: Hits | null }
  | { readonly state: "found"; readonly hits: Hits }
  | { readonly state: "failed"; readonly problem: Problem };

const NONE: Search = { state: "none" };

/**
 * Searches the meeting for the typed text after a pause. Until the new hits arrive, those of the previous query stay.
 */
export function useSearch(client: TranscriptClient, conferenceId: string, typed: string): Search {
  const [search, setSearch] = useState<Search>(NONE);
  const query = typed.trim();
  useEffect(() => {
    if (query === "") return setSearch(NONE);
    let wanted = true;
    const show = (next: Search) => wanted && setSearch(next);
    setSearch((last) => ({ state: "searching", hits: hitsOf(last) }));
    const timer = setTimeout(() => {
      readHits(client, conferenceId, query).then(
        (hits) => show({ state: "found", hits }),
        (error: unknown) => show({ state: "failed", problem: problemOf(error) }),
      );
    }, PAUSE_MS);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [client, conferenceId, query]);
  return search;
}

/** The hits to show; null: there are none yet. */
export const hitsOf = (search: Search): Hits | null => ("hits" in search ? search.hits : null);

async function readHits({ ask }: TranscriptClient, conferenceId: string, query: string): Promise<Hits> {
  const { conference } = await ask(SearchTranscriptDocument, { conferenceId, query, count: MAX_HITS });
  if (conference.search === null) throw new Error("a response without an error has its hits");
  return toHits(query, conference.search);
}

import { useCallback, useState } from "react";
import type { CurrentRoute } from "../address/current-route.ts";
import { hitsOf, type Search, useSearch } from "../search/use-search.ts";
import type { TranscriptClient } from "../transcript/client.ts";
import type { Meeting } from "./use-meeting.ts";
import { type Matches, useMatches } from "./use-matches.ts";

/** A search in the meeting, and the match that the person has stepped to. */
export interface MeetingSearch {
  /** What is typed. */
  readonly query: string;
  /** `isComposing`: an input method still composes the text, so it is not searched for. */
  readonly setQuery: (query: string, isComposing?: boolean) => void;
  readonly search: Search;
  readonly matches: Matches;
}

/** Begins with the search that the address names. If the address has no time, the first match is shown. */
export function useMeetingSearch(
  client: TranscriptClient,
  { conferenceId, query: first, timeMs }: CurrentRoute,
  { clock, navigation }: Meeting,
): MeetingSearch {
  const [query, setTyped] = useState(first);
  const [wanted, setWanted] = useState(first);
  const setQuery = useCallback((typed: string, isComposing = false) => {
    setTyped(typed);
    if (!isComposing) setWanted(typed);
  }, []);
  const search = useSearch(client, conferenceId, wanted);
  const showsFirst = first !== "" && timeMs === null;
  const matches = useMatches(wanted.trim(), hitsOf(search), clock, navigation.showMatch, showsFirst);
  return { query, setQuery, search, matches };
}

import type { RefObject } from "react";
import { useMessages } from "../../language/use-messages.ts";
import type { Matches } from "../../player/use-matches.ts";
import type { Navigation } from "../../player/use-navigation.ts";
import type { Search } from "../../search/use-search.ts";
import { Icon } from "../icon.tsx";
import { SearchBox } from "./search-box.tsx";

interface ToolbarProps {
  readonly searchField: RefObject<HTMLInputElement | null>;
  readonly query: string;
  readonly onQuery: (query: string) => void;
  readonly search: Search;
  readonly matches: Matches;
  readonly navigation: Navigation;
  readonly children: React.ReactNode;
}

/** What can be done with a meeting: search it, follow it, and what stands in `children`. */
export function Toolbar({ searchField, query, onQuery, search, matches, navigation, children }: ToolbarProps) {
  const { latest } = useMessages();
  const isLatest = navigation.focus.kind === "latest";
  return (
    <div className="toolbar">
      <SearchBox field={searchField} query={query} onQuery={onQuery} search={search} matches={matches} />
      <div className="tools">
        <button type="button" aria-pressed={isLatest} onClick={isLatest ? navigation.leave : navigation.showLatest}>
          <Icon name="latest" />
          <span>{latest}</span>
        </button>
        {children}
      </div>
    </div>
  );
}

import type { ReactNode, RefObject } from "react";
import { useMessages } from "../../language/use-messages.ts";
import type { MeetingSearch } from "../../player/use-meeting-search.ts";
import type { Navigation } from "../../player/use-navigation.ts";
import { Icon } from "../icon.tsx";
import { SearchBox } from "./search-box.tsx";

interface ToolbarProps {
  readonly searchField: RefObject<HTMLInputElement | null>;
  readonly found: MeetingSearch;
  readonly navigation: Navigation;
  readonly children: ReactNode;
}

/** The actions on a meeting: search, follow, and those in `children`. */
export function Toolbar({ searchField, found, navigation, children }: ToolbarProps) {
  const { latest } = useMessages();
  const isAtEnd = navigation.focus.kind === "end";
  return (
    <div className="toolbar">
      <SearchBox field={searchField} {...found} />
      <div className="tools">
        <button type="button" aria-pressed={isAtEnd} onClick={isAtEnd ? navigation.leave : navigation.showEnd}>
          <Icon name="latest" />
          <span>{latest}</span>
        </button>
        {children}
      </div>
    </div>
  );
}

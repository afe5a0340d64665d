import type { KeyboardEvent, RefObject } from "react";
import { useMessages } from "../../language/use-messages.ts";
import type { Messages } from "../../language/messages.ts";
import type { MeetingSearch } from "../../player/use-meeting-search.ts";
import { hitsOf, type Search } from "../../search/use-search.ts";
import { Icon } from "../icon.tsx";

interface SearchBoxProps extends MeetingSearch {
  readonly field: RefObject<HTMLInputElement | null>;
}

/** Safari's key code of the Enter that ends a composition. */
const COMPOSING = 229;

/** Enter goes to the next match, Shift+Enter to the previous one, and Escape clears the field. */
export function SearchBox({ field, query, setQuery, search, matches }: SearchBoxProps) {
  const messages = useMessages();
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    // While a Chinese word is composed, the keys belong to the input method.
    if (event.nativeEvent.isComposing || event.nativeEvent.keyCode === COMPOSING) return;
    if (event.key === "Enter") matches.step(event.shiftKey ? -1 : 1);
    else if (event.key === "Escape") setQuery("");
    else return;
    event.preventDefault();
  };
  const hasMatches = (hitsOf(search)?.matches.length ?? 0) > 0;
  return (
    <search className="search">
      <Icon name="search" />
      <input
        ref={field}
        type="search"
        value={query}
        maxLength={256}
        aria-label={messages.search}
        placeholder={messages.search}
        aria-keyshortcuts="/"
        aria-describedby="search-outcome"
        autoComplete="off"
        enterKeyHint="next"
        onChange={({ target, nativeEvent }) =>
          setQuery(target.value, nativeEvent instanceof InputEvent && nativeEvent.isComposing)
        }
        onCompositionEnd={({ currentTarget }) => setQuery(currentTarget.value)}
        onKeyDown={press}
      />
      <output id="search-outcome" className="outcome" data-state={search.state}>
        {tellOutcome(search, matches.number, messages)}
      </output>
      {query !== "" && (
        <span className="steps">
          <Step label={messages.previousMatch} icon="previous" disabled={!hasMatches} onStep={() => matches.step(-1)} />
          <Step label={messages.nextMatch} icon="next" disabled={!hasMatches} onStep={() => matches.step(1)} />
          <Step label={messages.clearSearch} icon="close" disabled={false} onStep={() => setQuery("")} />
        </span>
      )}
    </search>
  );
}

interface StepProps {
  readonly label: string;
  readonly icon: "previous" | "next" | "close";
  readonly disabled: boolean;
  readonly onStep: () => void;
}

function Step({ label, icon, disabled, onStep }: StepProps) {
  return (
    <button type="button" className="quiet" aria-label={label} title={label} disabled={disabled} onClick={onStep}>
      <Icon name={icon} />
    </button>
  );
}

function tellOutcome(search: Search, number: number, messages: Messages): string {
  if (search.state === "failed") {
    const { code } = search.problem;
    // The gateway cannot look for a quotation mark alone. If the meeting is unknown, the transcript says so.
    return code === "BAD_USER_INPUT" ? messages.noMatches : (messages.problems[code] ?? messages.unknownProblem).title;
  }
  const hits = hitsOf(search);
  if (hits === null) return search.state === "none" ? "" : messages.searching;
  if (hits.matches.length === 0) return messages.noMatches;
  const numbers = new Intl.NumberFormat(messages.language);
  const isAll = hits.byParagraph.size >= hits.paragraphCount;
  const count = `${numbers.format(hits.matches.length)}${isAll ? "" : "+"}`;
  return number === 0 ? messages.matches(count) : messages.matchOf(numbers.format(number), count);
}

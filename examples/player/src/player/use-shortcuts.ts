import { useEffect } from "react";

const STEP_MS = 5000;
const LONG_STEP_MS = 30_000;

/** What the keys do. */
interface Actions {
  readonly togglePlay: () => void;
  readonly step: (byMs: number) => void;
  readonly focusSearch: () => void;
  readonly print: () => void;
}

/**
 * Space plays and pauses; the arrow keys go back and forward; `/` and Ctrl+F search the whole meeting, because the
 * browser's own search sees only the lines in the page; Ctrl+P prints the whole meeting. While a person types or uses a
 * control, there are no shortcuts.
 */
export function useShortcuts({ togglePlay, step, focusSearch, print }: Actions): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const act = event.ctrlKey || event.metaKey ? chord(event) : key(event);
      if (act === null) return;
      event.preventDefault();
      act();
    };
    /** Ctrl+F in the search field is the browser's. */
    const chord = ({ key: letter, shiftKey, altKey, target }: KeyboardEvent) => {
      const name = letter.toLowerCase();
      if (shiftKey || altKey) return null;
      if (name === "p") return print;
      return name === "f" && !isSearchField(target) ? focusSearch : null;
    };
    const key = ({ key: name, shiftKey, altKey, repeat, target }: KeyboardEvent) => {
      if (altKey || isControl(target)) return null;
      const distance = shiftKey ? LONG_STEP_MS : STEP_MS;
      if (name === " ") return repeat ? NOTHING : togglePlay;
      if (name === "/") return focusSearch;
      if (name === "ArrowLeft") return () => step(-distance);
      return name === "ArrowRight" ? () => step(distance) : null;
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [togglePlay, step, focusSearch, print]);
}

const NOTHING = () => undefined;
const isSearchField = (target: EventTarget | null) => target instanceof HTMLInputElement && target.type === "search";

const isControl = (target: EventTarget | null) =>
  target instanceof Element && target.closest("input, select, button, textarea, summary, a, video, audio") !== null;

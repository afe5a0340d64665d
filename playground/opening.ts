import type { Example } from "./examples.js";
import { type PlaygroundStorage, readTabs } from "./storage.js";

/**
 * What the editors show when the page opens: the tab that was active, or the first example on a first visit. GraphiQL restores
 * the stored tabs by itself, but takes what the editors show from elsewhere, and opens another tab when the two differ.
 */
export function chooseOpening(storage: PlaygroundStorage, first: Example): Example {
  const { tabs = [], activeTabIndex = 0 } = readTabs(storage) ?? {};
  const tab = tabs[activeTabIndex];
  return tab === undefined
    ? first
    : { query: tab.query ?? "", variables: tab.variables ?? "", headers: tab.headers ?? first.headers };
}

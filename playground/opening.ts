import type { Example } from "./examples.js";
import { type PlaygroundStorage, readTabs } from "./storage.js";

/**
 * The initial text of the editors: that of the active tab, or the first example on a first visit. GraphiQL restores the
 * stored tabs by itself. But it needs the same text for the editors; if the two differ, it opens another tab.
 */
export function chooseOpening(storage: PlaygroundStorage, first: Example): Example {
  const { tabs = [], activeTabIndex = 0 } = readTabs(storage) ?? {};
  const tab = tabs[activeTabIndex];
  return tab === undefined
    ? first
    : { query: tab.query ?? "", variables: tab.variables ?? "", headers: tab.headers ?? first.headers };
}

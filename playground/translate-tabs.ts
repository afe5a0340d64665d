import type { Example } from "./examples.js";
import { type PlaygroundStorage, readTabs, writeTabs } from "./storage.js";

/** What of GraphiQL's stored tabs is used here. */
interface StoredTabs {
  readonly tabs?: readonly { readonly [Part in keyof Example]: string | null }[];
}

/**
 * Puts the tabs that GraphiQL has stored into the page's language, where a person has not touched them: an example's query in another
 * language becomes the same example in this one, and so do its variables and headers. `from` and `to` have the same examples in the same order.
 */
export function translateTabs(storage: PlaygroundStorage, from: readonly Example[], to: readonly Example[]): void {
  const stored = readTabs(storage);
  if (stored === null) return;
  const state: StoredTabs = JSON.parse(stored);
  const tabs = (state.tabs ?? []).map((tab) => {
    const place = from.findIndex(({ query }) => query === tab.query);
    return { ...tab, ...translate(tab, from[place], to[place]) };
  });
  const translated = JSON.stringify({ ...state, tabs });
  if (translated !== stored) writeTabs(storage, translated);
}

const PARTS = ["query", "variables", "headers"] as const;

function translate(
  tab: Readonly<Record<keyof Example, string | null>>,
  from?: Example,
  to?: Example,
): Partial<Example> {
  if (from === undefined || to === undefined) return {};
  return Object.fromEntries(PARTS.filter((part) => tab[part] === from[part]).map((part) => [part, to[part]]));
}

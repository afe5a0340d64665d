import type { Example } from "./examples.js";
import { type PlaygroundStorage, readTabs, writeTabs } from "./storage.js";

/**
 * Translates the stored tabs that nobody has edited: an example's query in another language becomes the same example in
 * the page's language, and so do its variables and headers. `from` and `to` have the same examples in the same order.
 */
export function translateTabs(storage: PlaygroundStorage, from: readonly Example[], to: readonly Example[]): void {
  const state = readTabs(storage);
  if (state === null) return;
  const { tabs } = state;
  const translated = tabs.map((tab) => {
    const place = from.findIndex(({ query }) => query === tab.query);
    return { ...tab, ...translate(tab, from[place], to[place]) };
  });
  if (!isSame(translated, tabs)) writeTabs(storage, { ...state, tabs: translated });
}

const isSame = (left: unknown, right: unknown) => JSON.stringify(left) === JSON.stringify(right);

const PARTS = ["query", "variables", "headers"] as const;

function translate(
  tab: Readonly<Record<keyof Example, string | null>>,
  from?: Example,
  to?: Example,
): Partial<Example> {
  if (from === undefined || to === undefined) return {};
  return Object.fromEntries(PARTS.filter((part) => tab[part] === from[part]).map((part) => [part, to[part]]));
}

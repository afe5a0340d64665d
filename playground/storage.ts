import type { Example } from "./examples.js";

const PREFIX = "graphiql:";
const OPT_IN = `${PREFIX}shouldPersistHeaders`;
const HEADERS = `${PREFIX}headers`;
const TABS = `${PREFIX}tabState`;
const HISTORY: ReadonlySet<string> = new Set([`${PREFIX}queries`, `${PREFIX}favorites`]);

/** The part of `Storage` that GraphiQL uses, and where it keeps tabs, history and settings. */
export type PlaygroundStorage = Pick<Storage, "getItem" | "setItem" | "removeItem" | "clear" | "length">;

/** What of a browser's storage is used here, beside its keys. */
type BrowserStorage = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** Whether the person has switched on "Persist headers" in the settings. */
export const keepsHeaders = (storage: Pick<Storage, "getItem">): boolean => storage.getItem(OPT_IN) === "true";

/** GraphiQL's tabs, with what is used of them here. */
interface StoredTabs {
  readonly tabs?: readonly { readonly [Part in keyof Example]: string | null }[];
  readonly activeTabIndex?: number;
}

/** The tabs as GraphiQL left them; null on a first visit, and if they cannot be read. */
export function readTabs(storage: PlaygroundStorage): StoredTabs | null {
  try {
    return JSON.parse(storage.getItem(TABS) ?? "null");
  } catch {
    return null;
  }
}

/** Replaces the tabs that GraphiQL finds when the page opens. */
export function writeTabs(storage: PlaygroundStorage, tabs: StoredTabs): void {
  storage.setItem(TABS, JSON.stringify(tabs));
}

/**
 * `storage`, but nothing that a header editor held is written to it unless the person has asked for that. GraphiQL leaves
 * headers out of its stored tabs by itself, but not out of the history. Switching the setting off wipes what was kept.
 * An entry whose headers were left out reads as if it had `blankHeaders`.
 */
export function withholdHeaders(storage: BrowserStorage, blankHeaders: string): PlaygroundStorage {
  return {
    getItem(key) {
      const value = storage.getItem(key);
      const isFilled = HISTORY.has(key) || (key === TABS && keepsHeaders(storage));
      return value !== null && isFilled ? replaceHeaders(value, (headers) => headers ?? blankHeaders) : value;
    },
    setItem(key, value) {
      storage.setItem(key, keepsHeaders(storage) ? value : scrubbed(key, value));
      if (key === OPT_IN && value !== "true") scrub(storage);
    },
    removeItem: (key) => storage.removeItem(key),
    clear: () => ownKeys(storage).forEach((key) => storage.removeItem(key)),
    get length() {
      return ownKeys(storage).length;
    },
  };
}

const ownKeys = (storage: BrowserStorage) => Object.keys(storage).filter((key) => key.startsWith(PREFIX));

function scrub(storage: BrowserStorage): void {
  for (const key of ownKeys(storage)) storage.setItem(key, scrubbed(key, storage.getItem(key) ?? ""));
}

function scrubbed(key: string, value: string): string {
  if (key === HEADERS) return "";
  return HISTORY.has(key) || key === TABS ? replaceHeaders(value, () => null) : value;
}

/** Every property `headers` in these files is the text of a header editor, or null. */
const replaceHeaders = (json: string, replace: (headers: string | null) => string | null) =>
  JSON.stringify(JSON.parse(json), (name, part) => (name === "headers" ? replace(part) : part));

import type { Example } from "./examples.js";

const PREFIX = "graphiql:";
const OPT_IN = `${PREFIX}shouldPersistHeaders`;
const HEADERS = `${PREFIX}headers`;
const TABS = `${PREFIX}tabState`;
const HISTORY: ReadonlySet<string> = new Set([`${PREFIX}queries`, `${PREFIX}favorites`]);

/** The part of `Storage` in which GraphiQL stores tabs, history and settings. */
export type PlaygroundStorage = Pick<Storage, "getItem" | "setItem" | "removeItem" | "clear" | "length">;

/** The part of a browser's storage that is used here, besides its keys. */
type BrowserStorage = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** True if the person has switched "Persist headers" on in the settings. */
export const keepsHeaders = (storage: Pick<Storage, "getItem">): boolean => storage.getItem(OPT_IN) === "true";

/** The parts of GraphiQL's tabs that are used here. */
interface StoredTabs {
  readonly tabs: readonly { readonly [Part in keyof Example]: string | null }[];
  readonly activeTabIndex?: number;
}

/** The tabs that GraphiQL stored; null on a first visit, or if they cannot be read. */
export function readTabs(storage: PlaygroundStorage): StoredTabs | null {
  try {
    const stored: unknown = JSON.parse(storage.getItem(TABS) ?? "null");
    return isStoredTabs(stored) ? stored : null;
  } catch {
    return null;
  }
}

function isStoredTabs(value: unknown): value is StoredTabs {
  return isObject(value) && "tabs" in value && Array.isArray(value.tabs) && value.tabs.every(isObject);
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

/** Replaces the tabs that GraphiQL finds when the page opens. */
export function writeTabs(storage: PlaygroundStorage, tabs: StoredTabs): void {
  storage.setItem(TABS, JSON.stringify(tabs));
}

/**
 * A storage that writes the texts of header editors to `storage` only if the person has switched that on. GraphiQL
 * itself omits headers from its stored tabs, but not from the history. When the setting is switched off, stored headers
 * are deleted. An entry without headers is read with `blankHeaders`.
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

/** In these entries, every property `headers` is the text of a header editor, or null. */
const replaceHeaders = (json: string, replace: (headers: string | null) => string | null) =>
  JSON.stringify(JSON.parse(json), (name, part) => (name === "headers" ? replace(part) : part));

import { LRUCache } from "lru-cache";

/** The maximum number of remembered keys. A key takes about 200 bytes. */
const MAX_SEEN = 5000;

/**
 * Remembers keys that were seen before, so that only repeated documents are stored. A client that never repeats a query
 * then cannot push out the documents of others.
 */
export class Doorkeeper {
  readonly #seen = new LRUCache<string, true>({ max: MAX_SEEN });

  /** True if the key was passed before. */
  isKnown(key: string): boolean {
    if (this.#seen.has(key)) return true;
    this.#seen.set(key, true);
    return false;
  }
}

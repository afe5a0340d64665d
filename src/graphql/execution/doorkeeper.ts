import { LRUCache } from "lru-cache";

/** How many keys are remembered as seen once; one of them takes some 200 bytes. */
const MAX_SEEN = 5000;

/**
 * Tells what comes again from what comes once: work and memory that only pay when a query is sent again wait until it is.
 * Someone who never sends the same query twice then neither pays for them nor pushes out what others send all the time.
 */
export class Doorkeeper {
  readonly #seen = new LRUCache<string, true>({ max: MAX_SEEN });

  /** Whether this key has been asked about before. */
  isKnown(key: string): boolean {
    if (this.#seen.has(key)) return true;
    this.#seen.set(key, true);
    return false;
  }
}

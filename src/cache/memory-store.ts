import { LRUCache } from "lru-cache";

/** The current content of a store. */
export interface StoreStatus {
  readonly transcripts: number;
  readonly bytes: number;
}

/**
 * Cached values in this process's memory, up to a number of bytes. The least recently used values are removed
 * first. Every value has an owner, and only that owner can read it: a fault in a key must not show one caller's
 * data to another.
 */
export class MemoryStore<Value extends object> {
  /** Each value with its owner's digest and its size. */
  readonly #values: LRUCache<string, { readonly owner: string; readonly value: Value; readonly bytes: number }>;

  constructor(maxBytes: number) {
    this.#values = new LRUCache({ maxSize: maxBytes, sizeCalculation: ({ bytes }) => bytes });
  }

  get status(): StoreStatus {
    return { transcripts: this.#values.size, bytes: this.#values.calculatedSize };
  }

  /** The value under a key; null if there is none, or if another owner has it. */
  get(key: string, owner: string): Value | null {
    const stored = this.#values.get(key);
    return stored === undefined || stored.owner !== owner ? null : stored.value;
  }

  /** Replaces the value under a key. `bytes`: at least 1. A value larger than the store is not kept. */
  set(key: string, owner: string, value: Value, bytes: number): void {
    this.#values.set(key, { owner, value, bytes });
  }

  delete(key: string): void {
    this.#values.delete(key);
  }
}

import { LRUCache } from "lru-cache";

/** What a store holds at this moment. */
export interface StoreStatus {
  readonly transcripts: number;
  readonly bytes: number;
}

/** A value with its owner's mark and the bytes that it takes. */
interface Stored<Value> {
  readonly owner: string;
  readonly value: Value;
  readonly bytes: number;
}

/**
 * Cached values in this process's memory, up to a number of bytes; the least recently used go first. Every value is marked with its
 * owner, and given to nobody else, even under the right key: a fault in a key must not show one caller's data to another.
 */
export class MemoryStore<Value extends object> {
  readonly #values: LRUCache<string, Stored<Value>>;

  constructor(readonly maxBytes: number) {
    this.#values = new LRUCache({ maxSize: maxBytes, sizeCalculation: ({ bytes }) => bytes });
  }

  get status(): StoreStatus {
    return { transcripts: this.#values.size, bytes: this.#values.calculatedSize };
  }

  /** The value under a key; null when there is none, or when it is another owner's. */
  get(key: string, owner: string): Value | null {
    const stored = this.#values.get(key);
    return stored === undefined || stored.owner !== owner ? null : stored.value;
  }

  /** Puts a value in the place of the one before. `bytes`: at least 1. One that is larger than the store is not kept. */
  set(key: string, owner: string, value: Value, bytes: number): void {
    this.#values.set(key, { owner, value, bytes });
  }

  delete(key: string): void {
    this.#values.delete(key);
  }
}

import { LRUCache } from "lru-cache";

/** A remembered value; null after it was forgotten. */
interface Remembered<Value> {
  readonly id: number;
  value: Value | null;
}

/**
 * Remembers one value per object, as long as the object lives. A value never keeps its object in memory. All values
 * together take at most `maxBytes`. The least recently used values are forgotten first.
 */
export class BoundedMemo<Key extends object, Value> {
  readonly #byKey = new WeakMap<Key, Remembered<Value>>();
  readonly #sizes: LRUCache<number, { readonly remembered: WeakRef<Remembered<Value>>; readonly bytes: number }>;
  readonly #gone = new FinalizationRegistry<number>((id) => this.#sizes.delete(id));
  #lastId = 0;

  constructor(readonly maxBytes: number) {
    this.#sizes = new LRUCache({
      maxSize: maxBytes,
      sizeCalculation: ({ bytes }) => bytes,
      dispose: ({ remembered }) => forget(remembered.deref()),
    });
  }

  /** The size of all values, in bytes. */
  get bytes(): number {
    return this.#sizes.calculatedSize;
  }

  /** The value of an object; null if there is none, or it was forgotten. */
  get(key: Key): Value | null {
    const remembered = this.#byKey.get(key);
    if (remembered === undefined) return null;
    this.#sizes.get(remembered.id); // counts as a use
    return remembered.value;
  }

  /** Replaces the value of an object. `bytes`: at least 1. A value larger than `maxBytes` is not remembered. */
  set(key: Key, value: Value, bytes: number): void {
    this.#forgetKey(key);
    if (bytes > this.maxBytes) return;
    const remembered: Remembered<Value> = { id: (this.#lastId += 1), value };
    this.#byKey.set(key, remembered);
    this.#gone.register(remembered, remembered.id);
    this.#sizes.set(remembered.id, { remembered: new WeakRef(remembered), bytes });
  }

  #forgetKey(key: Key): void {
    const before = this.#byKey.get(key);
    if (before === undefined) return;
    this.#sizes.delete(before.id);
    this.#byKey.delete(key);
  }
}

function forget(remembered: Remembered<unknown> | undefined): void {
  if (remembered !== undefined) remembered.value = null;
}

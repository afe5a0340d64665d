/** The bytes that pages in flight may take together. Whoever finds no room waits for it, in the order of arrival. */
export class ByteBudget {
  readonly #queue: Waiting[] = [];
  #reserved = 0;

  constructor(readonly maxBytes: number) {}

  /** How many bytes are reserved now, `maxBytes` at most. */
  get reserved(): number {
    return this.#reserved;
  }

  /**
   * Reserves bytes as soon as there is room, and gives the function that releases them, which may be called twice. More than there is
   * in all counts as all of it. @throws the reason of `signal` when that aborts first.
   */
  async reserve(bytes: number, signal: AbortSignal): Promise<() => void> {
    signal.throwIfAborted();
    const needed = Math.min(bytes, this.maxBytes);
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const waiting: Waiting = { needed, enter: resolve };
    const leave = () => {
      const place = this.#queue.indexOf(waiting);
      if (place === -1) return;
      this.#queue.splice(place, 1);
      reject(signal.reason);
      this.#admit(); // the first of the queue may have been the one that needed much
    };
    this.#queue.push(waiting);
    this.#admit();
    if (this.#queue.includes(waiting)) signal.addEventListener("abort", leave, { once: true });
    await promise;
    signal.removeEventListener("abort", leave);
    return this.#releaseOnce(needed);
  }

  /** Lets in whoever is first for as long as there is room: nobody overtakes, so that a large page is not kept waiting by small ones. */
  #admit(): void {
    for (let first = this.#queue[0]; first !== undefined; first = this.#queue[0]) {
      if (this.#reserved + first.needed > this.maxBytes) return;
      this.#reserved += first.needed;
      this.#queue.shift();
      first.enter();
    }
  }

  #releaseOnce(bytes: number): () => void {
    let held = bytes;
    return () => {
      this.#reserved -= held;
      held = 0;
      this.#admit();
    };
  }
}

interface Waiting {
  readonly needed: number;
  readonly enter: () => void;
}

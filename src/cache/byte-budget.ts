import { once } from "../upstream/resilience/once.js";

/** Limits the bytes of all pages in flight. Reservations that find no room wait, first come, first served. */
export class ByteBudget {
  readonly #queue: Waiting[] = [];
  #reserved = 0;

  constructor(readonly maxBytes: number) {}

  /** The bytes that are reserved now, at most `maxBytes`. */
  get reserved(): number {
    return this.#reserved;
  }

  /**
   * Waits for room and reserves bytes. Returns a function that releases them; a second call of it does nothing.
   * A reservation of more than `maxBytes` takes all of them. @throws the reason of `signal` if that aborts first.
   */
  async reserve(bytes: number, signal: AbortSignal): Promise<() => void> {
    signal.throwIfAborted();
    const needed = Math.min(bytes, this.maxBytes);
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const waiting: Waiting = { needed, enter: resolve };
    const leave = () => {
      const index = this.#queue.indexOf(waiting);
      if (index === -1) return;
      this.#queue.splice(index, 1);
      reject(signal.reason);
      this.#admit(); // the next in the queue may need less
    };
    this.#queue.push(waiting);
    this.#admit();
    if (this.#queue.includes(waiting)) signal.addEventListener("abort", leave, { once: true });
    await promise;
    signal.removeEventListener("abort", leave);
    return once(() => {
      this.#reserved -= needed;
      this.#admit();
    });
  }

  /** Admits only the first in the queue, so that small reservations cannot delay a large one for ever. */
  #admit(): void {
    for (let first = this.#queue[0]; first !== undefined; first = this.#queue[0]) {
      if (this.#reserved + first.needed > this.maxBytes) return;
      this.#reserved += first.needed;
      this.#queue.shift();
      first.enter();
    }
  }
}

interface Waiting {
  readonly needed: number;
  readonly enter: () => void;
}

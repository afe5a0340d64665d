import { startDeadline } from "./command-deadline.js";
import { StoreUnavailable } from "./shared-store.js";

/** Limits the time that one operation waits for the shared store, over all commands. Parallel waits count once. */
export class WaitingTime {
  #spentMs = 0;
  #waiting = 0;
  #since = 0;
  /** Set when the timer ends. A timer may end slightly early, so the clock alone cannot tell. */
  #isOver = false;

  /** `maxMs`: at least the timeout of one command. `onSlow` is called when several commands together took that long. */
  constructor(
    readonly maxMs: number,
    readonly onSlow: () => void,
  ) {}

  /** Waits for `work` while there is time left. @throws StoreUnavailable when the time is over. */
  async spend<T>(work: () => Promise<T>): Promise<T> {
    const remainingMs = this.maxMs - this.spentMs;
    if (this.#isOver || remainingMs <= 0)
      throw new StoreUnavailable("unavailable", "no time is left to wait for the shared store");
    this.#begin();
    // The first wait needs no timer: the store's own timeout ends it.
    if (remainingMs === this.maxMs) return work().finally(() => this.#end());
    const { promise: late, reject } = Promise.withResolvers<never>();
    const cancel = startDeadline(remainingMs, () => {
      this.#isOver = true;
      reject(new StoreUnavailable("timeout", "the shared store is too slow"));
      this.onSlow();
    });
    try {
      return await Promise.race([work(), late]);
    } finally {
      cancel();
      this.#end();
    }
  }

  /** Like `spend`, for work while the operation waits for something else anyway: its time counts only if it fails. */
  async borrow<T>(work: () => Promise<T>): Promise<T> {
    const before = this.#spentMs;
    const result = await this.spend(work);
    if (this.#waiting === 0) this.#spentMs = before;
    return result;
  }

  /** The time spent so far, in milliseconds. */
  get spentMs(): number {
    return this.#spentMs + (this.#waiting === 0 ? 0 : performance.now() - this.#since);
  }

  #begin(): void {
    if (this.#waiting === 0) this.#since = performance.now();
    this.#waiting += 1;
  }

  #end(): void {
    this.#waiting -= 1;
    if (this.#waiting === 0) this.#spentMs += performance.now() - this.#since;
  }
}

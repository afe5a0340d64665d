import { startDeadline } from "./command-deadline.js";
import { StoreUnavailable } from "./shared-store.js";

/**
 * How long one operation may wait for the shared store in all, whatever it does there: many short waits make a long one. Waits side by side
 * count once.
 */
export class WaitingTime {
  #spentMs = 0;
  #waiting = 0;
  #since = 0;
  /** A timer may end a little before its time, so what the clock says is not enough. */
  #isOver = false;

  /** `maxMs`: as long as one operation of the store may take, or longer. `onSlow` hears that several kept someone waiting for that long. */
  constructor(
    readonly maxMs: number,
    readonly onSlow: () => void,
  ) {}

  /** Waits for something of the store. @throws StoreUnavailable when the time is over, at once if it was before. */
  async spend<T>(work: () => Promise<T>): Promise<T> {
    const remainingMs = this.maxMs - this.spentMs;
    if (this.#isOver || remainingMs <= 0)
      throw new StoreUnavailable("unavailable", "no time is left to wait for the shared store");
    this.#begin();
    // The store's own timeout ends the first wait.
    if (remainingMs === this.maxMs) return work().finally(() => this.#end());
    const { promise: late, reject } = Promise.withResolvers<never>();
    const callOff = startDeadline(remainingMs, () => {
      this.#isOver = true;
      reject(new StoreUnavailable("timeout", "the shared store is too slow"));
      this.onSlow();
    });
    try {
      return await Promise.race([work(), late]);
    } finally {
      callOff();
      this.#end();
    }
  }

  /** The same for what is done while the operation waits for something else anyway: only when it fails does it cost anything. */
  async borrow<T>(work: () => Promise<T>): Promise<T> {
    const before = this.#spentMs;
    const result = await this.spend(work);
    if (this.#waiting === 0) this.#spentMs = before;
    return result;
  }

  /** What was spent so far, in milliseconds. */
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

import { Cancelled } from "../errors.js";
import { waitFor } from "../upstream/resilience/wait-for.js";

/**
 * One read at a time for each key. A read belongs to no caller: it continues while anyone waits for it, and is aborted
 * when the last waiter leaves. Each waiter has a signal of its own, which ends only that waiter's wait.
 */
export class SingleFlight<Value> {
  readonly #flights = new Map<string, SharedWork<Value>>();

  /** The number of reads in flight. */
  get size(): number {
    return this.#flights.size;
  }

  /** True if a read of this key is in flight, which `run` would join. */
  has(key: string): boolean {
    return this.#flights.has(key);
  }

  /**
   * Joins the read of this key, or starts `work` if there is none. `work` gets the signal of the read, never that
   * of a caller.
   * @throws the error of `work`, for every waiter; the reason of `signal` if that aborts first.
   */
  async run(key: string, signal: AbortSignal, work: (signal: AbortSignal) => Promise<Value>): Promise<Value> {
    signal.throwIfAborted();
    return (this.#flights.get(key) ?? this.#start(key, work)).wait(signal);
  }

  #start(key: string, work: (signal: AbortSignal) => Promise<Value>): SharedWork<Value> {
    const onSettled = () => {
      if (this.#flights.get(key) === flight) this.#flights.delete(key);
    };
    const flight: SharedWork<Value> = new SharedWork(work, onSettled);
    this.#flights.set(key, flight);
    return flight;
  }
}

/** Work with its waiters. It is aborted when the last of them leaves. */
class SharedWork<Value> {
  readonly #controller = new AbortController();
  readonly #result: Promise<Value>;
  #waiting = 0;

  /** `onSettled` is called when nobody can join any more: the work has ended, or was aborted. */
  constructor(
    work: (signal: AbortSignal) => Promise<Value>,
    readonly onSettled: () => void,
  ) {
    this.#result = work(this.#controller.signal).finally(onSettled);
    // An aborted read has no waiters, so nobody else handles its rejection.
    this.#result.catch(() => undefined);
  }

  async wait(signal: AbortSignal): Promise<Value> {
    this.#waiting += 1;
    try {
      return await waitFor(this.#result, signal);
    } finally {
      this.#waiting -= 1;
      if (this.#waiting === 0) this.#abandon();
    }
  }

  /** Has no effect on work that has ended. */
  #abandon(): void {
    this.onSettled();
    this.#controller.abort(new Cancelled("nobody waits for this read any more"));
  }
}

/**
 * One read at a time for each key. A read belongs to no caller: it continues while anyone waits for it, and is aborted when the
 * last one has left. Whoever waits leaves by a signal of their own, which aborts nobody else's wait.
 */
export class SingleFlight<Value> {
  readonly #flights = new Map<string, Flight<Value>>();

  /** How many reads are under way. */
  get size(): number {
    return this.#flights.size;
  }

  /** True while a read of this key is under way, which `run` would join. */
  has(key: string): boolean {
    return this.#flights.has(key);
  }

  /**
   * Joins the read of this key, or starts `work` when there is none. `work` gets the signal of the read, never that of a caller.
   * @throws what `work` throws, to everyone who waits for it; the reason of `signal` when that aborts first.
   */
  async run(key: string, signal: AbortSignal, work: (signal: AbortSignal) => Promise<Value>): Promise<Value> {
    signal.throwIfAborted();
    return (this.#flights.get(key) ?? this.#start(key, work)).wait(signal);
  }

  #start(key: string, work: (signal: AbortSignal) => Promise<Value>): Flight<Value> {
    const land = () => {
      if (this.#flights.get(key) === flight) this.#flights.delete(key);
    };
    const flight: Flight<Value> = new Flight(work, land);
    this.#flights.set(key, flight);
    return flight;
  }
}

class Flight<Value> {
  readonly #controller = new AbortController();
  readonly #result: Promise<Value>;
  #waiting = 0;

  /** `land` is called once nobody can join any more: the work has ended, or was aborted. */
  constructor(
    work: (signal: AbortSignal) => Promise<Value>,
    readonly land: () => void,
  ) {
    this.#result = work(this.#controller.signal).finally(land);
    // An aborted read rejects with nobody waiting for it.
    this.#result.catch(() => undefined);
  }

  async wait(signal: AbortSignal): Promise<Value> {
    const { promise: left, reject } = Promise.withResolvers<never>();
    const leave = () => reject(signal.reason);
    signal.addEventListener("abort", leave, { once: true });
    this.#waiting += 1;
    try {
      return await Promise.race([this.#result, left]);
    } finally {
      signal.removeEventListener("abort", leave);
      this.#waiting -= 1;
      if (this.#waiting === 0) this.#abandon();
    }
  }

  /** Nothing happens to work that has ended. */
  #abandon(): void {
    this.land();
    this.#controller.abort();
  }
}

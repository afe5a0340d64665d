/** How long requests that have arrived together are worked on before the event loop looks at everything else. */
const MAX_SLICE_MS = 5;

/** Node.js accepts one connection in a round of the event loop, so as many probes or callers get in between two slices of work. */
const ROUNDS_BETWEEN_SLICES = 20;

/**
 * Lets requests that arrive together share the event loop with everything else: 5 ms of their work, then 20 rounds of the loop without
 * any. Without it Node.js works on all requests that have arrived before it looks at a new connection, and a health probe waits for
 * all of them. Rounds in which nothing happens take microseconds, so no time is wasted.
 */
export class Turns {
  /** When the present slice of work began; null: none has. */
  #began: number | null = null;
  #roundsToWait = 0;
  #watchesRounds = false;
  readonly #waiting: (() => void)[] = [];

  /** Resolves when it is this request's turn, at once where no other is waiting and the slice is not over. */
  async next(): Promise<void> {
    this.#watchRounds();
    if (this.#waiting.length > 0 || this.#roundsToWait > 0 || this.#isSliceOver())
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#began ??= performance.now();
  }

  #isSliceOver(): boolean {
    return this.#began !== null && performance.now() - this.#began > MAX_SLICE_MS;
  }

  #watchRounds(): void {
    if (this.#watchesRounds) return;
    this.#watchesRounds = true;
    setImmediate(() => this.#endRound());
  }

  #endRound(): void {
    this.#watchesRounds = false;
    if (this.#isSliceOver()) this.#rest();
    else if (this.#roundsToWait > 0) this.#roundsToWait -= 1;
    else this.#work();
    if (this.#began !== null || this.#roundsToWait > 0 || this.#waiting.length > 0) this.#watchRounds();
  }

  #rest(): void {
    this.#began = null;
    this.#roundsToWait = ROUNDS_BETWEEN_SLICES;
  }

  #work(): void {
    const resolve = this.#waiting.shift();
    if (resolve === undefined) this.#began = null;
    else this.#began ??= performance.now();
    resolve?.();
  }
}

/** The maximum time for requests before other work of the event loop gets its turn. */
const MAX_SLICE_MS = 5;

/** Node.js accepts one connection in a round of the event loop, so this many are accepted between two slices. */
const ROUNDS_BETWEEN_SLICES = 20;

/**
 * Lets requests that arrive together share the event loop with other work: 5 ms of requests, then 20 rounds of the loop
 * without them. Without this, Node.js handles all arrived requests before it accepts a new connection, and a health
 * probe waits for all of them. Empty rounds take microseconds, so no time is lost.
 */
export class RequestSlices {
  /** When the current slice began; null if there is none. */
  #began: number | null = null;
  #roundsToWait = 0;
  #watchesRounds = false;
  readonly #waiting: (() => void)[] = [];

  /** Resolves when it is this request's turn, at once if no other is waiting and the slice is not over. */
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

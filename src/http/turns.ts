/** How long requests that have arrived together may be worked on before the event loop looks at anything else. */
const MAX_SLICE_MS = 10;

/**
 * Lets requests that arrive together take turns with the rest of the event loop: beyond 10 ms of work, one request a round. Without it
 * Node.js works on all requests that have arrived before it looks at a new connection, and a health probe waits for all of them.
 */
export class Turns {
  /** When the work of this round of the event loop began; null: none has. */
  #began: number | null = null;
  readonly #waiting: (() => void)[] = [];

  /** Resolves when it is this request's turn, at once where nothing else has begun. */
  async next(): Promise<void> {
    if (this.#began === null) this.#begin();
    else if (this.#waiting.length > 0 || performance.now() - this.#began > MAX_SLICE_MS)
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  #begin(): void {
    this.#began = performance.now();
    setImmediate(() => this.#endRound());
  }

  #endRound(): void {
    this.#began = null;
    const resolve = this.#waiting.shift();
    if (resolve === undefined) return;
    this.#begin();
    resolve();
  }
}

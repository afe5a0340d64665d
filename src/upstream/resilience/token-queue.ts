import PQueue from "p-queue";

const SECOND_MS = 1000;

/** A rate for a queue; it holds in any second, not only in those that a clock counts. */
export function rate(callsPerSecond: number) {
  return callsPerSecond === 0 ? {} : { interval: SECOND_MS, intervalCap: callsPerSecond, strict: true };
}

/**
 * The queue in which one token's calls start one after the other, at its rate. A call leaves it with a permit, so
 * no token has more than one call in the line for permits, and calls cannot pile up there to start all at once. The rate counts
 * from when a call gets in line: after a long wait for a permit, one second can see a single call more.
 */
export class TokenQueue {
  readonly #queue: PQueue;
  #heldUntil = 0;
  #release: NodeJS.Timeout | undefined;
  #end: NodeJS.Timeout | undefined;

  /** `onIdle` is called when nothing of the queue is worth keeping: its last start is a second old, and nothing holds it. */
  constructor(
    callsPerSecond: number,
    readonly onIdle: () => void,
  ) {
    this.#queue = new PQueue({ concurrency: 1, ...rate(callsPerSecond) });
    this.#queue.addEventListener("add", () => clearTimeout(this.#end));
    this.#queue.addEventListener("idle", () => this.#endWhenIdle());
  }

  /** Calls that wait in it. */
  get waiting(): number {
    return this.#queue.size;
  }

  /** For how much longer no call starts. */
  get heldMs(): number {
    return Math.max(0, this.#heldUntil - performance.now());
  }

  add<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    return this.#queue.add(work, { signal });
  }

  /** Lets no call start for so long; of several such times, the one that ends last counts. */
  hold(ms: number): void {
    if (ms <= this.heldMs) return;
    this.#heldUntil = performance.now() + ms;
    this.#queue.pause();
    clearTimeout(this.#release);
    this.#release = setTimeout(() => this.#queue.start(), ms).unref();
    this.#endWhenIdle();
  }

  #endWhenIdle(): void {
    clearTimeout(this.#end);
    if (this.#queue.size + this.#queue.pending > 0) return;
    this.#end = setTimeout(() => this.onIdle(), Math.max(SECOND_MS, this.heldMs)).unref();
  }
}

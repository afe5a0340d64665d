/** How long what was learnt is believed: clocks drift apart, by less than 1 ms in that time. */
const PERIOD_MS = 10_000;

/** One look at the other clock; all times are milliseconds, the first two of this process's clock. */
export interface ClockReading {
  readonly askedAt: number;
  readonly answeredAt: number;
  /** What the other clock said in between. */
  readonly remote: number;
}

/**
 * Another machine's clock, as seen from here. Of all readings the one whose response was fastest is the best, so a response that
 * arrives late (or a process that was busy when it came) does no harm. A time that it gives is never early, and late by no more than
 * the fastest response took.
 */
export class RemoteClock {
  /** By how much the other clock is ahead of ours at least, in this period and the one before: exactly so if a response took no time. */
  #offset = -Infinity;
  #offsetBefore = -Infinity;
  #periodEnds = -Infinity;
  #roundTripMs = 0;

  learn({ askedAt, answeredAt, remote }: ClockReading): void {
    // The other clock cannot be ahead by more than this; if it was, it has been set back.
    if (this.#best > remote - askedAt) this.#offset = this.#offsetBefore = -Infinity;
    if (answeredAt >= this.#periodEnds) this.#turnPeriod(answeredAt);
    this.#offset = Math.max(this.#offset, remote - answeredAt);
    this.#roundTripMs = answeredAt - askedAt;
  }

  /** The time of this process's clock at which the other one shows `remote`. It has to have learnt something before. */
  toLocal(remote: number): number {
    return remote - this.#best;
  }

  /** How long the last response took, there and back; 0 before the first one. */
  get roundTripMs(): number {
    return this.#roundTripMs;
  }

  get #best(): number {
    return Math.max(this.#offset, this.#offsetBefore);
  }

  #turnPeriod(now: number): void {
    this.#offsetBefore = this.#offset;
    this.#offset = -Infinity;
    this.#periodEnds = now + PERIOD_MS;
  }
}

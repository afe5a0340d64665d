/** How long a reading is used. In this time, two clocks drift apart by less than 1 ms. */
const PERIOD_MS = 10_000;

/** One reading of the other clock, in milliseconds. The first two times are of this process's clock. */
export interface ClockReading {
  readonly requestedAt: number;
  readonly respondedAt: number;
  /** The other clock's time, read between the two. */
  readonly remote: number;
}

/**
 * Converts times of another machine's clock. It uses the reading with the fastest response, so a slow response or a
 * busy process does no harm. A converted time is never early, and late by at most the duration of the fastest response.
 */
export class RemoteClock {
  /** The other clock is ahead by at least this much, as seen in this period and in the one before. */
  #offset = -Infinity;
  #offsetBefore = -Infinity;
  #periodEnds = -Infinity;
  #roundTripMs = 0;

  /** Adds a reading. */
  learn({ requestedAt, respondedAt, remote }: ClockReading): void {
    // The other clock is ahead by at most `remote - requestedAt`. If it seemed to be ahead by more, it was set back.
    if (this.#best > remote - requestedAt) this.#offset = this.#offsetBefore = -Infinity;
    if (respondedAt >= this.#periodEnds) this.#turnPeriod(respondedAt);
    this.#offset = Math.max(this.#offset, remote - respondedAt);
    this.#roundTripMs = respondedAt - requestedAt;
  }

  /** The time of this process's clock when the other one shows `remote`. Requires a reading. */
  toLocal(remote: number): number {
    return remote - this.#best;
  }

  /** The round trip of the last reading, in milliseconds; 0 before the first one. */
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

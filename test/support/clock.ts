import type { Clock } from "../../src/auth/clock.js";

interface Timer {
  readonly at: number;
  readonly callback: () => void;
}

/** A clock that only tests move. */
export class TestClock implements Clock {
  #elapsed = 0;
  /** Milliseconds since 1970, when `elapsed` was 0. */
  #origin = 1_800_000_000_000;
  readonly #timers = new Set<Timer>();

  now(): number {
    return this.#origin + this.#elapsed;
  }

  elapsed(): number {
    return this.#elapsed;
  }

  /** Sets the time of day back, as a time server does. */
  setBack(ms: number): void {
    this.#origin -= ms;
  }

  after(ms: number, callback: () => void): () => void {
    const timer = { at: this.#elapsed + ms, callback };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** Lets time pass, timer by timer, and completes the work of each timer. */
  async advance(ms: number): Promise<void> {
    const end = this.#elapsed + ms;
    for (;;) {
      const [next] = [...this.#timers].filter(({ at }) => at <= end).toSorted((left, right) => left.at - right.at);
      if (next === undefined) break;
      this.#timers.delete(next);
      this.#elapsed = next.at;
      next.callback();
      await settle();
    }
    this.#elapsed = end;
  }
}

/** Lets all work continue that only waits for promises. */
export async function settle(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

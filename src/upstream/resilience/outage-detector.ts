import { IndependentFailures } from "./independent-failures.js";

/** A caller that had a response this recently, and no failure since, shows that the upstream is available. */
const RECENT_MS = 10_000;

/**
 * Distinguishes an outage of the upstream from a problem of one caller or one meeting. It is an outage after
 * `threshold` consecutive failures of at least two callers and two meetings, if every caller with a recent response
 * has failed since.
 */
export class OutageDetector {
  #failures = 0;
  #independent = new IndependentFailures();
  /** When each caller had its last response, oldest first. */
  readonly #responded = new Map<string, number>();

  constructor(
    readonly threshold: number,
    readonly now: () => number,
  ) {}

  /** Records that the upstream responded to this caller. A refusal is a response, too. */
  addResponse(caller: string): void {
    this.#failures = 0;
    this.#independent = new IndependentFailures();
    this.#responded.delete(caller);
    this.#responded.set(caller, this.now());
    this.#forgetOld();
  }

  /** Records that a call of this caller failed. Returns true if the upstream is down. */
  addFailure(caller: string, meeting: string): boolean {
    this.#failures += 1;
    this.#independent.add(caller, meeting);
    this.#responded.delete(caller);
    this.#forgetOld();
    return this.#failures >= this.threshold && this.#independent.areIndependent && this.#responded.size === 0;
  }

  #forgetOld(): void {
    for (const [caller, at] of this.#responded) {
      if (this.now() - at < RECENT_MS) return;
      this.#responded.delete(caller);
    }
  }
}

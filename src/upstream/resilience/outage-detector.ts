import { Witnesses } from "./witnesses.js";

/** A caller that had a response this recently, and has not failed since, shows that the upstream is there. */
const RECENT_MS = 10_000;

/**
 * Tells an outage of the upstream from the trouble of one caller or one meeting. There is an outage after so many failures without a
 * response in between, of two callers and two meetings, when every caller that had a response lately has failed since.
 */
export class OutageDetector {
  #failures = 0;
  #witnesses = new Witnesses();
  /** When each caller had its last response; in the order of time. */
  readonly #responded = new Map<string, number>();

  constructor(
    readonly threshold: number,
    readonly now: () => number,
  ) {}

  /** The upstream responded to this caller, if only to refuse it. */
  addResponse(caller: string): void {
    this.#failures = 0;
    this.#witnesses = new Witnesses();
    this.#responded.delete(caller);
    this.#responded.set(caller, this.now());
    this.#forgetOld();
  }

  /** The upstream failed this caller; true when this makes an outage. */
  addFailure(caller: string, meeting: string): boolean {
    this.#failures += 1;
    this.#witnesses.add(caller, meeting);
    this.#responded.delete(caller);
    this.#forgetOld();
    return this.#failures >= this.threshold && this.#witnesses.areEnough && this.#responded.size === 0;
  }

  #forgetOld(): void {
    for (const [caller, at] of this.#responded) {
      if (this.now() - at < RECENT_MS) return;
      this.#responded.delete(caller);
    }
  }
}

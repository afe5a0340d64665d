/** A token that was answered this recently, and has not failed since, shows that the upstream is there. */
const RECENT_MS = 10_000;

/**
 * Tells an outage of the upstream from the trouble of one token. There is an outage after so many failures without an answer
 * in between, when every token that was answered lately has failed since.
 */
export class OutageDetector {
  #failures = 0;
  /** When each token had its last answer; in the order of time. */
  readonly #answered = new Map<string, number>();

  constructor(
    readonly threshold: number,
    readonly now: () => number,
  ) {}

  /** The upstream answered this token, if only to refuse it. */
  addAnswer(lane: string): void {
    this.#failures = 0;
    this.#answered.delete(lane);
    this.#answered.set(lane, this.now());
    this.#forgetOld();
  }

  /** The upstream failed this token; true when this makes an outage. */
  addFailure(lane: string): boolean {
    this.#failures += 1;
    this.#answered.delete(lane);
    this.#forgetOld();
    return this.#failures >= this.threshold && this.#answered.size === 0;
  }

  #forgetOld(): void {
    for (const [lane, at] of this.#answered) {
      if (this.now() - at < RECENT_MS) return;
      this.#answered.delete(lane);
    }
  }
}

const ENOUGH = 2;

/** Failures of several calls. They are independent if no single caller and no single meeting can be the cause. */
export class IndependentFailures {
  readonly #callers = new Set<string>();
  readonly #meetings = new Set<string>();

  add(caller: string, meeting: string): void {
    if (this.#callers.size < ENOUGH) this.#callers.add(caller);
    if (this.#meetings.size < ENOUGH) this.#meetings.add(meeting);
  }

  get areIndependent(): boolean {
    return this.#callers.size === ENOUGH && this.#meetings.size === ENOUGH;
  }
}

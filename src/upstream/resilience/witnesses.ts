const ENOUGH = 2;

/** The callers and meetings that a problem has affected. Two of each are enough, because one alone could be the cause. */
export class Witnesses {
  readonly #callers = new Set<string>();
  readonly #meetings = new Set<string>();

  add(caller: string, meeting: string): void {
    if (this.#callers.size < ENOUGH) this.#callers.add(caller);
    if (this.#meetings.size < ENOUGH) this.#meetings.add(meeting);
  }

  get areEnough(): boolean {
    return this.#callers.size === ENOUGH && this.#meetings.size === ENOUGH;
  }
}

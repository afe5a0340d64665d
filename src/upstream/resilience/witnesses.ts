const ENOUGH = 2;

/** Who has seen a trouble, and with which meetings. It is believed when two callers and two meetings have: one could fail alone. */
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

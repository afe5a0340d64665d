/**
 * True if a caller that has `held` units may take one more while `free` units are left: a caller may have at most
 * `ratio` times the free units. So some units are always free for a new caller, without a reservation (dynamic
 * thresholds, Choudhury and Hahne 1998). With a ratio of 1, one caller gets at most half of the units, and two callers
 * a third each.
 */
export function mayTake(held: number, free: number, ratio: number): boolean {
  return held < ratio * free;
}

/** Counts the units of each caller. A caller without units takes no memory. */
export class CallerCounts {
  readonly #held = new Map<string, number>();

  of(caller: string): number {
    return this.#held.get(caller) ?? 0;
  }

  change(caller: string, by: 1 | -1): void {
    const held = this.of(caller) + by;
    if (held === 0) this.#held.delete(caller);
    else this.#held.set(caller, held);
  }
}

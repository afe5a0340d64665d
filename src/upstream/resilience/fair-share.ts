/**
 * Whether a caller that holds `held` units of something may take one more while `free` are left: it may hold at most `ratio` times
 * what is free. No reservation is needed for those who come later: however much the first callers take, the next one finds
 * some left (dynamic thresholds, Choudhury and Hahne 1998). With a ratio of 1 a single caller gets half, and two get a third each.
 */
export function mayTake(held: number, free: number, ratio: number): boolean {
  return held < ratio * free;
}

/** How many each caller holds; one that holds none takes no memory. */
export class Holdings {
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

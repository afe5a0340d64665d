/**
 * Finds the lowest total in windows of a list. Both ends of a window only move forward, so all searches together take
 * linear time. `total` is the lowest cost up to an item; it must be final when a window contains it.
 */
export class LowestTotal<T extends { readonly total: number }> {
  /** The items that may be the lowest, now or in a later window, by index. Their totals rise. */
  readonly #candidates: number[] = [];
  /** The number of candidates before the window. */
  #passed = 0;
  /** The end of the window. */
  #end = 0;

  constructor(readonly items: readonly T[]) {}

  /** The item with the lowest total from index `start` to before `end`, the first of several; null if there is none. */
  find(start: number, end: number): T | null {
    for (let index = Math.max(this.#end, start); index < end; index += 1) this.#add(index);
    this.#end = Math.max(this.#end, end);
    while ((this.#candidates[this.#passed] ?? end) < start) this.#passed += 1;
    return this.items[this.#candidates[this.#passed] ?? -1] ?? null;
  }

  #add(index: number): void {
    const candidates = this.#candidates;
    while (candidates.length > this.#passed && this.#totalOf(candidates.at(-1)) > this.#totalOf(index))
      candidates.pop();
    candidates.push(index);
  }

  #totalOf(index = -1): number {
    return this.items[index]?.total ?? Infinity;
  }
}

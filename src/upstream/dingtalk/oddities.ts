import type { PageOddity } from "../../transcript/upstream-observer.js";

/** Gets the number of oddities of each kind in a page. It must not throw. */
export type OddityListener = (kind: PageOddity, count: number) => void;

/** Counts the oddities of one page, until the page is known to be valid. */
export class OddityCounts {
  readonly #counts = new Map<PageOddity, number>();

  /** Counts one oddity. */
  add(kind: PageOddity): void {
    this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + 1);
  }

  /** Reports each kind once, with its number. */
  report(listener: OddityListener): void {
    for (const [kind, count] of this.#counts) listener(kind, count);
  }
}

import type { PageOddity } from "../../transcript/upstream-observer.js";

/** Is told what is odd about the pages of an upstream, and how often. It must not throw. */
export type OddityListener = (kind: PageOddity, count: number) => void;

/** Counts what is odd about one page, until the page is known to be good. */
export class OddityCounts {
  readonly #counts = new Map<PageOddity, number>();

  /** Counts one more. */
  add(kind: PageOddity): void {
    this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + 1);
  }

  /** Tells each kind that there was, once, with its number. */
  report(listener: OddityListener): void {
    for (const [kind, count] of this.#counts) listener(kind, count);
  }
}

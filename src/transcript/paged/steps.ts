import { MAX_PAGE_SIZE } from "../page-source.js";
import type { PositionedParagraph } from "../position.js";
import type { Walk } from "../walk/walk.js";

/** A call costs the same for a large page as for a small one, so a page that brought too little is followed by a much larger one. */
export const grow = (size: number): number => Math.min(size * 8, MAX_PAGE_SIZE);

/** Steps along a walk, which is read on where it has not come far enough yet. Pages grow as long as they bring too little. */
export class Steps {
  #needed = Infinity;
  #size = 0;

  constructor(readonly walk: Walk) {}

  /** The item at an index; null behind the end of the transcript. `needed`: about how many items are wanted from there on. */
  async at(index: number, needed: number): Promise<PositionedParagraph | null> {
    const { walk } = this;
    while (index >= walk.items.length && !walk.exhausted) {
      this.#size = needed < this.#needed ? Math.max(1, needed) : grow(this.#size);
      this.#needed = needed;
      await walk.extend(Math.min(this.#size, MAX_PAGE_SIZE));
    }
    return walk.items[index] ?? null;
  }
}

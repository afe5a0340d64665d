import { MAX_PAGE_SIZE } from "../page-source.js";
import type { PositionedParagraph } from "../position.js";
import type { Scan } from "../scan/scan.js";

/** A large page costs as many calls as a small one, so if a page was too short, the next is much larger. */
export const grow = (size: number): number => Math.min(size * 8, MAX_PAGE_SIZE);

/** Steps along a scan, and reads more when needed. Pages grow as long as they are too short. */
export class Steps {
  #needed = Infinity;
  #size = 0;

  constructor(readonly scan: Scan) {}

  /** The item at an index; null after the end of the transcript. `needed`: about how many are needed from there. */
  async at(index: number, needed: number): Promise<PositionedParagraph | null> {
    const { scan } = this;
    while (index >= scan.items.length && !scan.exhausted) {
      this.#size = needed < this.#needed ? Math.max(1, needed) : grow(this.#size);
      this.#needed = needed;
      await scan.extend(this.#size);
    }
    return scan.items[index] ?? null;
  }
}

import { GatewayError } from "../errors.js";

const RETRY_AFTER_MS = 5000;

/**
 * The paragraphs that all operations of this process hold at a time: those they have read or are about to, and those they answer
 * with. That is what its memory goes into, and no limit on one operation bounds what many of them take together.
 */
export class Holdings {
  #paragraphs = 0;

  constructor(readonly maxParagraphs: number) {}

  get paragraphs(): number {
    return this.#paragraphs;
  }

  /** Changes what is held. @throws GatewayError `RATE_LIMITED` when there is no room for more, and leaves it as it was. */
  change(by: number): void {
    if (by > 0 && this.#paragraphs + by > this.maxParagraphs)
      throw new GatewayError(
        "RATE_LIMITED",
        "The gateway holds as many paragraphs as its memory allows. Ask again later, or for less at a time.",
        { retryAfterMs: RETRY_AFTER_MS },
      );
    this.#paragraphs += by;
  }
}

/** What one operation holds of it, until its answer is out. */
export class Share {
  #paragraphs = 0;
  #closed = false;

  constructor(readonly holdings: Holdings) {}

  /** @throws GatewayError `RATE_LIMITED` when there is no room. */
  take(paragraphs: number): void {
    this.#change(paragraphs);
  }

  giveBack(paragraphs: number): void {
    this.#change(-paragraphs);
  }

  /** Gives back all. What a call that is still on its way takes or gives back then, counts no more. */
  close(): void {
    this.#change(-this.#paragraphs);
    this.#closed = true;
  }

  #change(by: number): void {
    if (this.#closed) return;
    this.holdings.change(by);
    this.#paragraphs += by;
  }
}

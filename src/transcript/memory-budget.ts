import { GatewayError } from "../errors.js";

const RETRY_AFTER_MS = 5000;

/**
 * The paragraphs that all operations of this process hold at a time: those they have read or are about to, each with its place
 * in an answer. That is what its memory goes into, and no limit on one operation bounds what many of them take together.
 */
export class MemoryBudget {
  #paragraphs = 0;

  constructor(readonly maxParagraphs: number) {}

  /** How many are held now. */
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

/**
 * What one operation holds of it, until its answer is out: what it reads, which has room for one answer with all of it, or what it answers
 * with, where that is more. So what has cost a call is not turned away afterwards, unless it is answered several times.
 */
export class MemoryReservation {
  #read = 0;
  #answered = 0;
  #closed = false;

  constructor(readonly holdings: MemoryBudget) {}

  /** Counts paragraphs that are to be read; fewer than none: that did not come. @throws GatewayError as `answer` does. */
  read(paragraphs: number): void {
    this.#set(this.#read + paragraphs, this.#answered);
  }

  /**
   * Counts what is to be answered. @throws GatewayError `RATE_LIMITED` when there is no room now, `OPERATION_TOO_COSTLY` when there
   * never is; it then stays as it was.
   */
  answer(paragraphs: number): void {
    this.#set(this.#read, this.#answered + paragraphs);
  }

  /** Gives back all. What a call that is still on its way takes or gives back then, counts no more. */
  close(): void {
    this.#set(0, 0);
    this.#closed = true;
  }

  #set(read: number, answered: number): void {
    if (this.#closed) return;
    const needed = Math.max(read, answered);
    if (needed > this.holdings.maxParagraphs)
      throw new GatewayError(
        "OPERATION_TOO_COSTLY",
        `the operation takes up as much memory as ${needed} paragraphs or more; at most ${this.holdings.maxParagraphs}: ask for less at a time`,
      );
    this.holdings.change(needed - Math.max(this.#read, this.#answered));
    this.#read = read;
    this.#answered = answered;
  }
}

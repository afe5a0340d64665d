import type { Share } from "../../transcript/holdings.js";
import { tooCostly } from "./limits.js";

/**
 * How many paragraphs an operation answers with. What is read once may be answered any number of times (under several aliases,
 * for the same meeting or id named again), and none but the first costs an upstream call.
 */
export class AnswerSize {
  #paragraphs = 0;

  constructor(
    readonly maxParagraphs: number,
    readonly share: Share,
  ) {}

  /**
   * Counts what is about to be answered. @throws GatewayError `OPERATION_TOO_COSTLY` when that is too much, `RATE_LIMITED` when there
   * is no room to hold it, and leaves it out of the count.
   */
  add(paragraphs: number): void {
    const needed = this.#paragraphs + paragraphs;
    if (needed > this.maxParagraphs)
      throw tooCostly(
        `the operation answers with ${needed} paragraphs or more; at most ${this.maxParagraphs}: ask for less at a time`,
      );
    this.share.take(paragraphs);
    this.#paragraphs = needed;
  }

  /** Begins anew, for an operation that is run once more. */
  restart(): void {
    this.share.giveBack(this.#paragraphs);
    this.#paragraphs = 0;
  }
}

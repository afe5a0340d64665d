import { GatewayError } from "../errors.js";
import type { MemoryReservation } from "./memory-budget.js";
import type { PageSource } from "./page-source.js";

/** What one operation may ask of the upstream in all. */
export interface Budget {
  /** Pages; a page that is asked for again after a failure counts once. */
  readonly maxCalls: number;
  /** Paragraphs read, whether or not they reach the answer. */
  readonly maxParagraphs: number;
}

/** What one operation has asked of the upstream so far, whichever way it went. */
export class CallBudget {
  #calls = 0;
  #paragraphs = 0;

  constructor(readonly budget: Budget) {}

  /** Counts a call that is about to be made. @throws GatewayError `OPERATION_TOO_COSTLY` when it is one too many; it then counts not. */
  spendCall(): void {
    refuseBeyond("upstream calls", this.#calls + 1, this.budget.maxCalls);
    this.#calls += 1;
  }

  /** Counts paragraphs that are to be read; fewer than none: that did not come. @throws as `spendCall` does. */
  spendParagraphs(paragraphs: number): void {
    if (paragraphs > 0) refuseBeyond("paragraphs", this.#paragraphs + paragraphs, this.budget.maxParagraphs);
    this.#paragraphs += paragraphs;
  }
}

/**
 * A source that asks no more than `budget` allows. A page counts with all the paragraphs that it may bring until it is there, and
 * then with those it brought: so calls side by side cannot exceed the budget together. One too many is refused without a call.
 * What is held is taken from `share` in the same way.
 * @throws GatewayError `OPERATION_TOO_COSTLY`, saying the limit and what would have been; `RATE_LIMITED` when there is no room to
 * hold it; whatever the source throws.
 */
export function limitSource(source: PageSource, budget: CallBudget, share: MemoryReservation): PageSource {
  return {
    async getPage(request) {
      budget.spendCall();
      budget.spendParagraphs(request.maxResults);
      try {
        share.read(request.maxResults);
      } catch (error) {
        budget.spendParagraphs(-request.maxResults);
        throw error;
      }
      let brought = 0;
      try {
        const page = await source.getPage(request);
        brought = page.paragraphs.length;
        return page;
      } finally {
        budget.spendParagraphs(brought - request.maxResults);
        share.read(Math.min(0, brought - request.maxResults));
      }
    },
  };
}

function refuseBeyond(what: string, needed: number, most: number): void {
  if (needed > most)
    throw new GatewayError(
      "OPERATION_TOO_COSTLY",
      `the operation needs ${needed} ${what} or more; at most ${most}: ask for less at a time`,
    );
}

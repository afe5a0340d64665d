import { GatewayError } from "../errors.js";
import type { MemoryReservation } from "./memory-budget.js";
import type { PageSource } from "./page-source.js";

/** The maximum number of calls and paragraphs of one operation. */
export interface Budget {
  /** Pages; a page that is retried counts once. */
  readonly maxCalls: number;
  /** Paragraphs read, even if they are not in the response. */
  readonly maxParagraphs: number;
}

/** Counts the calls and paragraphs of one operation, for all of its readers. */
export class CallBudget {
  #calls = 0;
  #paragraphs = 0;

  constructor(readonly budget: Budget) {}

  /** Counts a call before it is made. @throws GatewayError `OPERATION_TOO_COSTLY`, without counting it. */
  spendCall(): void {
    refuseBeyond("upstream calls", this.#calls + 1, this.budget.maxCalls);
    this.#calls += 1;
  }

  /** Takes back a call that was not made after all. */
  refundCall(): void {
    this.#calls -= 1;
  }

  /** Counts paragraphs before they are read; a negative number: some did not arrive. @throws as `spendCall` does. */
  spendParagraphs(paragraphs: number): void {
    if (paragraphs > 0) refuseBeyond("paragraphs", this.#paragraphs + paragraphs, this.budget.maxParagraphs);
    this.#paragraphs += paragraphs;
  }
}

/**
 * A source that stays within `budget`. Until a page has arrived, it counts with the maximum number of paragraphs that
 * it may bring; then with its own number. So parallel calls cannot exceed the budget together. A call that would exceed
 * it is not made. Memory is taken from `share` in the same way.
 * @throws GatewayError `OPERATION_TOO_COSTLY`, with the limit and the value; `RATE_LIMITED` if there is no memory; the
 * errors of the source.
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
        share.holdPage(page);
        return page;
      } finally {
        budget.spendParagraphs(brought - request.maxResults);
        share.read(Math.min(0, brought - request.maxResults));
      }
    },
  };
}

function refuseBeyond(what: string, needed: number, max: number): void {
  if (needed > max)
    throw new GatewayError(
      "OPERATION_TOO_COSTLY",
      `the operation needs ${needed} ${what} or more; at most ${max}: request less at a time`,
    );
}

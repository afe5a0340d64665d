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

/**
 * A source that asks no more than `budget` allows. A page counts with all the paragraphs that it may bring until it is there, and
 * then with those it brought: so calls side by side cannot exceed the budget together. One too many is refused without a call.
 * What is held is taken from `share` in the same way.
 * @throws GatewayError `OPERATION_TOO_COSTLY`, saying the limit and what would have been; `RATE_LIMITED` when there is no room to
 * hold it; whatever the source throws.
 */
export function limitSource(source: PageSource, budget: Budget, share: MemoryReservation): PageSource {
  const spent = { calls: 0, paragraphs: 0 };
  return {
    async getPage(request) {
      refuseBeyond("upstream calls", spent.calls + 1, budget.maxCalls);
      refuseBeyond("paragraphs", spent.paragraphs + request.maxResults, budget.maxParagraphs);
      share.read(request.maxResults);
      spent.calls += 1;
      spent.paragraphs += request.maxResults;
      let brought = 0;
      try {
        const page = await source.getPage(request);
        brought = page.paragraphs.length;
        return page;
      } finally {
        spent.paragraphs += brought - request.maxResults;
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

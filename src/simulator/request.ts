import type { RecordedCall } from "./call-log.js";
import type { PagingQuery } from "./paging.js";

/** The maximum of `maxResults` (API document, "query parameter"). */
export const MAX_RESULTS = 2000;

/** The fault in the call's query, as the end of `error:%s`; null if there is none (API document, "query parameter"). */
export function faultOf({ direction, maxResults, startTime, nextToken }: RecordedCall): string | null {
  if (direction !== null && !isDirection(direction)) return "direction must be 0 or 1";
  if (maxResults !== null && !isPageSize(maxResults)) return `maxResults must be a number from 1 to ${MAX_RESULTS}`;
  if (startTime !== null && !isTime(startTime)) return "startTime must be a whole number of milliseconds, 0 or more";
  if (nextToken !== null && !isInt64(nextToken)) return "nextToken must be a whole number";
  return null;
}

/** The part of a valid query that concerns paging. A missing direction means ascending, as documented. */
export function toPagingQuery({ direction, maxResults, startTime, nextToken }: RecordedCall): PagingQuery {
  return {
    direction: direction === "1" ? "1" : "0",
    maxResults: maxResults === null ? null : Number(maxResults),
    startTime: startTime === null ? null : Number(startTime),
    nextToken,
  };
}

const isDirection = (text: string) => text === "0" || text === "1";

const isPageSize = (text: string) => /^\d{1,4}$/.test(text) && Number(text) >= 1 && Number(text) <= MAX_RESULTS;

const isInt64 = (text: string) => /^-?\d{1,19}$/.test(text) && BigInt.asIntN(64, BigInt(text)) === BigInt(text);

const isTime = (text: string) => isInt64(text) && !text.startsWith("-");

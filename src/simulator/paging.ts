import { createPageTokens, indexOfToken } from "./page-tokens.js";
import type { HasMoreRule, PagingBehaviour } from "./paging-behaviour.js";
import { createReadingOrder, groupOf, positionOfTime, type Timed, type ReadingOrder } from "./reading-order.js";

/** The query parameters of one call that concern paging (API document, "query parameter"). Null: not sent. */
export interface PagingQuery {
  readonly startTime: number | null;
  readonly direction: "0" | "1";
  readonly maxResults: number | null;
  readonly nextToken: string | null;
}

/** One page: the paragraphs in the requested order, each with its token (null: it has none). */
export interface PageSelection<P> {
  readonly items: readonly { readonly paragraph: P; readonly token: string | null }[];
  /** Null: the page does not say. */
  readonly hasMore: boolean | null;
  readonly pageToken: string | null;
}

const DEFAULT_PAGE_SIZE = 100;

/**
 * Selects the page for `query`; null if the token is refused. The paragraphs are in the transcript's own order, so
 * times may fall. A page from `startTime` begins at the first paragraph with that time or a later one (in a descending
 * page, at the last with that time or an earlier one), and contains the paragraphs that follow there, with any times.
 */
export function selectPage<P extends Timed>(
  transcript: readonly P[],
  query: PagingQuery,
  behaviour: PagingBehaviour,
  call: number,
): PageSelection<P> | null {
  const order = createReadingOrder(transcript, query.direction, behaviour.ties);
  const start = startPosition(order, query, behaviour);
  if (start === null) return null;
  const limit = Math.min(query.maxResults ?? DEFAULT_PAGE_SIZE, behaviour.pageLimit(call));
  const end = Math.min(start + limit, transcript.length);
  const indexes = Array.from({ length: Math.max(0, end - start) }, (_, offset) => order.indexAt(start + offset));
  const tokens = createPageTokens(indexes.at(-1), order, behaviour);
  const items = indexes.flatMap((index) => {
    const paragraph = transcript[index];
    return paragraph === undefined ? [] : [{ paragraph, token: tokens.of(index) }];
  });
  const facts = { follows: end < transcript.length, full: items.length === limit, any: transcript.length > 0 };
  return { items, hasMore: HAS_MORE[behaviour.hasMore](facts), pageToken: tokens.ofPage };
}

function startPosition(
  order: ReadingOrder,
  { nextToken, startTime }: PagingQuery,
  behaviour: PagingBehaviour,
): number | null {
  if (nextToken !== null && nextToken !== "0") {
    const index = behaviour.refusesToken(nextToken) ? null : indexOfToken(nextToken, order, behaviour);
    return index === null ? null : Math.max(0, positionAfter(order, index, behaviour));
  }
  return startTime === null ? 0 : positionOfTime(order, startTime, behaviour.startTimeInclusive);
}

function positionAfter(order: ReadingOrder, index: number, behaviour: PagingBehaviour): number {
  const { tokenOverlap, tokensAreTimes } = behaviour;
  if (!tokensAreTimes) return order.positionOf(index) + 1 - tokenOverlap;
  const together = groupOf(order.transcript, index).map((at) => order.positionOf(at));
  return Math.min(...together) + 1 - Math.max(1, tokenOverlap);
}

/** The facts about a page: more follows it, it is full, its transcript has any paragraph. */
interface PageFacts {
  readonly follows: boolean;
  readonly full: boolean;
  readonly any: boolean;
}

const HAS_MORE: Readonly<Record<HasMoreRule, (page: PageFacts) => boolean | null>> = {
  exact: ({ follows }) => follows,
  absent: () => null,
  "full-page": ({ follows, full }) => follows || full,
  always: ({ any }) => any,
};

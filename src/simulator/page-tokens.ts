import type { PagingBehaviour, TokenPlace } from "./paging-behaviour.js";
import { groupOf, type ReadingOrder } from "./reading-order.js";

const TOKEN_STEP = 1001n;

/** The tokens of one page. */
interface PageTokens {
  /** The token of the paragraph with this index; null if it has none. */
  readonly of: (index: number) => string | null;
  /** The token beside the paragraph list; null if there is none. */
  readonly ofPage: string | null;
}

/** The tokens of a page whose last paragraph has the index `last`; undefined for an empty page. */
export function createPageTokens(
  last: number | undefined,
  order: ReadingOrder,
  behaviour: PagingBehaviour,
): PageTokens {
  const endToken = last === undefined ? null : tokenOf(last, order, behaviour);
  const places: Readonly<Record<TokenPlace, PageTokens["of"]>> = {
    paragraph: (index) => tokenOf(index, order, behaviour),
    shared: () => endToken,
    last: (index) => (index === last ? endToken : null),
    page: () => null,
    none: () => null,
  };
  return { of: places[behaviour.tokenPlace], ofPage: behaviour.tokenPlace === "page" ? endToken : null };
}

function tokenOf(index: number, { transcript, ascending }: ReadingOrder, behaviour: PagingBehaviour): string {
  const mark = behaviour.tokensBoundToDirection && !ascending ? 1n : 0n;
  const [first] = behaviour.tokensAreTimes ? groupOf(transcript, index) : [index];
  return String(behaviour.firstToken + BigInt(first) * TOKEN_STEP + mark);
}

/** The index of the first paragraph with this token in this direction; null if there is none. */
export function indexOfToken(token: string, order: ReadingOrder, behaviour: PagingBehaviour): number | null {
  if (!/^\d{1,19}$/.test(token)) return null;
  const index = Number((BigInt(token) - behaviour.firstToken) / TOKEN_STEP);
  const isThere = index >= 0 && index < order.transcript.length;
  return isThere && tokenOf(index, order, behaviour) === token ? index : null;
}

/** The query parameters of one call, as far as paging goes (API document, "query parameter"). Null: not sent. */
export interface PagingQuery {
  readonly startTime: number | null;
  readonly direction: "0" | "1";
  readonly maxResults: number | null;
  readonly nextToken: string | null;
}

/** What the document leaves open, settled one way or the other, so that a client can be tried against all of it. */
export interface PagingBehaviour {
  /** The most paragraphs that page number `call` holds, whatever was asked; at least 1. */
  readonly pageLimit: (call: number) => number;
  /** A page behind a token repeats the token's own paragraph. */
  readonly tokenInclusive: boolean;
  /** A page from `startTime` holds the paragraphs that start exactly then. */
  readonly startTimeInclusive: boolean;
  /** A token serves only the direction it was handed out in. */
  readonly tokensBoundToDirection: boolean;
  /** Where a token stands: in each paragraph (as the SDKs have it), or once in the page (as the document's flat table reads). */
  readonly tokenPlace: "paragraph" | "page";
  /** True when this token is refused now, for example because it has expired. */
  readonly refusesToken: (token: string) => boolean;
}

/** Friendly and faithful to the documents: what the simulator does unless told otherwise. */
export const DEFAULT_BEHAVIOUR: PagingBehaviour = {
  pageLimit: () => 2000,
  tokenInclusive: false,
  startTimeInclusive: true,
  tokensBoundToDirection: true,
  tokenPlace: "paragraph",
  refusesToken: () => false,
};

/** One page: the paragraphs in the order asked for, each with its token (null where the page carries it). */
export interface PageSelection<P> {
  readonly items: readonly { readonly paragraph: P; readonly token: string | null }[];
  readonly hasMore: boolean;
  readonly pageToken: string | null;
}

const DEFAULT_PAGE_SIZE = 100;
/** Beyond 2^53, so that a client that reads tokens as doubles corrupts them. */
const FIRST_TOKEN = 1_631_172_045_153_000_000n;
const TOKEN_STEP = 1001n;

/** Selects the page that answers `query` from paragraphs sorted by time; null when the token is refused. */
export function selectPage<P extends { readonly startTime: number }>(
  transcript: readonly P[],
  query: PagingQuery,
  behaviour: PagingBehaviour,
  call = 0,
): PageSelection<P> | null {
  const ascending = query.direction === "0";
  const start = startIndex(transcript, query, behaviour);
  if (start === null) return null;
  const available = Math.max(0, ascending ? transcript.length - start : start + 1);
  const size = Math.min(query.maxResults ?? DEFAULT_PAGE_SIZE, behaviour.pageLimit(call), available);
  const paragraphs = ascending
    ? transcript.slice(start, start + size)
    : transcript.slice(start + 1 - size, start + 1).toReversed();
  const items = paragraphs.map((paragraph, offset) => ({
    paragraph,
    token: tokenOf(ascending ? start + offset : start - offset, query.direction, behaviour),
  }));
  const hasMore = available > items.length;
  if (behaviour.tokenPlace === "paragraph") return { items, hasMore, pageToken: null };
  return {
    items: items.map(({ paragraph }) => ({ paragraph, token: null })),
    hasMore,
    pageToken: items.at(-1)?.token ?? null,
  };
}

function startIndex(
  transcript: readonly { readonly startTime: number }[],
  { nextToken, startTime, direction }: PagingQuery,
  behaviour: PagingBehaviour,
): number | null {
  const ascending = direction === "0";
  if (nextToken !== null && nextToken !== "0") {
    const index = behaviour.refusesToken(nextToken) ? null : indexOfToken(nextToken, direction, behaviour);
    if (index === null || index >= transcript.length) return null;
    if (behaviour.tokenInclusive) return index;
    return ascending ? index + 1 : index - 1;
  }
  if (startTime === null) return ascending ? 0 : transcript.length - 1;
  const reached = (paragraph: { readonly startTime: number }) =>
    paragraph.startTime === startTime ? behaviour.startTimeInclusive : paragraph.startTime > startTime === ascending;
  if (!ascending) return transcript.findLastIndex(reached);
  const index = transcript.findIndex(reached);
  return index === -1 ? transcript.length : index;
}

function tokenOf(index: number, direction: "0" | "1", { tokensBoundToDirection }: PagingBehaviour): string {
  const mark = tokensBoundToDirection && direction === "1" ? 1n : 0n;
  return String(FIRST_TOKEN + BigInt(index) * TOKEN_STEP + mark);
}

function indexOfToken(token: string, direction: "0" | "1", behaviour: PagingBehaviour): number | null {
  if (!/^\d{1,19}$/.test(token)) return null;
  const index = Number((BigInt(token) - FIRST_TOKEN) / TOKEN_STEP);
  return index >= 0 && tokenOf(index, direction, behaviour) === token ? index : null;
}

/**
 * Where a page's tokens stand:
 * - `paragraph`: in every paragraph, each its own (as the SDKs have it);
 * - `shared`: in every paragraph, but all of them the one that leads on from the page's end;
 * - `last`: in the page's last paragraph only;
 * - `page`: once, beside the paragraph list (as the document's flat table reads);
 * - `none`: nowhere, so that a client can go on by time only.
 */
export type TokenPlace = "paragraph" | "shared" | "last" | "page" | "none";

/**
 * What a page says about more to come:
 * - `exact`: true while paragraphs follow;
 * - `absent`: nothing;
 * - `full-page`: also true when the page is full, so that an empty page may follow the last one;
 * - `not-empty`: true on every page that holds anything.
 */
export type HasMoreRule = "exact" | "absent" | "full-page" | "not-empty";

/** What the document leaves open, settled one way or the other, so that a client can be tried against all of it. */
export interface PagingBehaviour {
  /** The most paragraphs that page number `call` holds, whatever was asked; at least 1. */
  readonly pageLimit: (call: number) => number;
  /**
   * How many paragraphs a page behind a token repeats, the token's own paragraph among them. 0: none; 1: the token is inclusive.
   * A page that holds no more than these makes no progress.
   */
  readonly tokenOverlap: number;
  /** A page from `startTime` holds the paragraphs that start exactly then. */
  readonly startTimeInclusive: boolean;
  /** A token serves only the direction it was handed out in. */
  readonly tokensBoundToDirection: boolean;
  readonly tokenPlace: TokenPlace;
  readonly hasMore: HasMoreRule;
  /** In descending pages, neighbours that start together are `reversed` like the others, or `kept` in ascending order. */
  readonly ties: "reversed" | "kept";
  /** The token of the transcript's first paragraph; those of the others rise from there by `TOKEN_STEP`. */
  readonly firstToken: bigint;
  /** True when this token is refused now, for example because it has expired. */
  readonly refusesToken: (token: string) => boolean;
}

/** Friendly and faithful to the documents: what the simulator does unless told otherwise. */
export const DEFAULT_BEHAVIOUR: PagingBehaviour = {
  pageLimit: () => 2000,
  tokenOverlap: 0,
  startTimeInclusive: true,
  tokensBoundToDirection: true,
  tokenPlace: "paragraph",
  hasMore: "exact",
  ties: "reversed",
  // Beyond 2^53, so that a client that reads tokens as doubles corrupts them.
  firstToken: 1_631_172_045_153_000_000n,
  refusesToken: () => false,
};

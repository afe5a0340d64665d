/**
 * The place of a page's tokens:
 * - `paragraph`: in every paragraph, each its own (as in the SDKs);
 * - `shared`: in every paragraph, all with the token that continues after the page;
 * - `last`: only in the page's last paragraph;
 * - `page`: once, beside the paragraph list (as in the document's flat table);
 * - `none`: nowhere, so a client can only continue by time.
 */
export type TokenPlace = "paragraph" | "shared" | "last" | "page" | "none";

/**
 * What a page says about more paragraphs:
 * - `exact`: true while paragraphs follow;
 * - `absent`: nothing;
 * - `full-page`: also true if the page is full, so an empty page may follow the last one;
 * - `always`: true on every page, also on an empty one after the last; false only if there are no paragraphs at all.
 */
export type HasMoreRule = "exact" | "absent" | "full-page" | "always";

/** The questions that the document leaves open, so that a client can be tested with all answers. */
export interface PagingBehaviour {
  /** The maximum number of paragraphs in page number `call`, even if more were requested; at least 1. */
  readonly pageLimit: (call: number) => number;
  /**
   * How many paragraphs a page after a token repeats, including the token's own. 0: none; 1: the token is inclusive. A
   * page with no more than these makes no progress.
   */
  readonly tokenOverlap: number;
  /** A page from `startTime` includes the paragraphs that start exactly then. */
  readonly startTimeInclusive: boolean;
  /** A token is valid only in its own direction. */
  readonly tokensBoundToDirection: boolean;
  readonly tokenPlace: TokenPlace;
  /**
   * A token is the time of its paragraph, so neighbours that start together have one token, and a page after it begins
   * with all of them.
   */
  readonly tokensAreTimes: boolean;
  readonly hasMore: HasMoreRule;
  /**
   * In descending pages, neighbours that start together are `reversed` like the others, or `kept` in ascending order.
   */
  readonly ties: "reversed" | "kept";
  /** The token of the transcript's first paragraph; later tokens rise by `TOKEN_STEP`. */
  readonly firstToken: bigint;
  /** True if this token is refused now, for example because it has expired. */
  readonly refusesToken: (token: string) => boolean;
}

/** The default behaviour: friendly, and faithful to the documents. */
export const DEFAULT_BEHAVIOUR: PagingBehaviour = {
  pageLimit: () => 2000,
  tokenOverlap: 0,
  startTimeInclusive: true,
  tokensBoundToDirection: true,
  tokenPlace: "paragraph",
  tokensAreTimes: false,
  hasMore: "exact",
  ties: "reversed",
  // Beyond 2^53, so a client that reads tokens as doubles corrupts them.
  firstToken: 1_631_172_045_153_000_000n,
  refusesToken: () => false,
};

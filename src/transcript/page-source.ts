import type { ConferenceKey, Direction, Page } from "./model.js";

/** The maximum number of paragraphs in one call (API document, `maxResults`). */
export const MAX_PAGE_SIZE = 2000;

/** Where a page starts: after a token of its direction, at a time in milliseconds, or (null) at the beginning. */
export type PageStart = { readonly token: string } | { readonly startTime: number } | null;

/** One upstream call. `maxResults` is 1 to `MAX_PAGE_SIZE`. */
export interface PageRequest {
  readonly conference: ConferenceKey;
  readonly direction: Direction;
  readonly start: PageStart;
  readonly maxResults: number;
}

/**
 * The port for reading pages. A source acts with one caller's token and lives as long as one request. `getPage` is one
 * upstream call. It throws a `GatewayError`; for a token that the upstream refuses, `BAD_USER_INPUT`.
 */
export interface PageSource {
  getPage(request: PageRequest): Promise<Page>;
}

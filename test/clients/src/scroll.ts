import type { Connection } from "./transcript-query.js";

/** The ways in which a client loads more. Each call returns the whole list in its cache afterwards. */
export interface Scroller {
  readonly current: () => Connection;
  readonly later: () => Promise<unknown>;
  readonly earlier: () => Promise<unknown>;
}

const MOST_PAGES = 100;

/** Loads later pages until the cache says that there are none. @throws if that does not end. */
export async function scrollToEnd({ current, later }: Scroller): Promise<void> {
  for (let page = 0; current().pageInfo.hasNextPage; page += 1) {
    if (page === MOST_PAGES) throw new Error("the cache always says that there is a next page");
    await later();
  }
}

/** Loads earlier pages until the cache says that there are none. @throws if that does not end. */
export async function scrollToStart({ current, earlier }: Scroller): Promise<void> {
  for (let page = 0; current().pageInfo.hasPreviousPage; page += 1) {
    if (page === MOST_PAGES) throw new Error("the cache always says that there is a previous page");
    await earlier();
  }
}

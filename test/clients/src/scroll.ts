import type { Connection } from "./transcript-query.js";

/** How a client goes on from what it has; each call gives the whole list that its cache holds afterwards. */
export interface Scroller {
  readonly current: () => Connection;
  readonly later: () => Promise<unknown>;
  readonly earlier: () => Promise<unknown>;
}

const MOST_PAGES = 100;

/** Asks for later pages until the cache says that there are none. @throws when that does not come to an end. */
export async function scrollToEnd({ current, later }: Scroller): Promise<void> {
  for (let page = 0; current().pageInfo.hasNextPage; page += 1) {
    if (page === MOST_PAGES) throw new Error("the cache always says that there is a next page");
    await later();
  }
}

/** Asks for earlier pages until the cache says that there are none. @throws when that does not come to an end. */
export async function scrollToStart({ current, earlier }: Scroller): Promise<void> {
  for (let page = 0; current().pageInfo.hasPreviousPage; page += 1) {
    if (page === MOST_PAGES) throw new Error("the cache always says that there is a previous page");
    await earlier();
  }
}

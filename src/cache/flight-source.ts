import { GatewayError, ResponseTooLong } from "../errors.js";
import type { Page } from "../transcript/model.js";
import type { PageRequest, PageSource } from "../transcript/page-source.js";
import type { ByteBudget } from "./byte-budget.js";

/** About what a paragraph of 50 words takes with its rows, in bytes: to reserve room before its size is known. */
const PARAGRAPH_BYTES = 8000;

/** Pages of fewer paragraphs are not halved again: something else is wrong. */
const MIN_PAGE_SIZE = 50;

/** An upstream that is overloaded is slow whatever it is asked for: to halve pages again and again would be more load on it. */
const MAX_SLOW_PAGES = 2;

/**
 * The source of one shared read: it waits for room for each page, asks for half as many paragraphs after a page that was too large or
 * too slow, and notes how large the upstream's pages are.
 */
export class FlightSource implements PageSource {
  /** The size of page to go on with; a call that asks for more gets more, unless a page was too much. */
  pageSize: number;
  #limit = Infinity;
  #slowPages = 0;
  /** How many paragraphs the upstream gives in one page, if it gives fewer than it is asked for; null: not seen. */
  shortPage: number | null;

  constructor(
    readonly source: PageSource,
    readonly budget: ByteBudget,
    readonly signal: AbortSignal,
    { pageSize, shortPage }: { readonly pageSize: number; readonly shortPage: number | null },
    /** Hears of every page. */
    readonly onPage: (page: Page) => void,
  ) {
    this.pageSize = pageSize;
    this.shortPage = shortPage;
  }

  async getPage(request: PageRequest): Promise<Page> {
    for (;;) {
      const maxResults = Math.min(request.maxResults, this.#limit);
      try {
        return this.#note(await this.#getInBudget({ ...request, maxResults }), maxResults);
      } catch (error) {
        if (maxResults <= MIN_PAGE_SIZE || !this.#isTooMuch(error) || this.signal.aborted) throw error;
        this.#limit = Math.ceil(maxResults / 2);
        this.pageSize = Math.min(this.pageSize, this.#limit);
      }
    }
  }

  async #getInBudget(request: PageRequest): Promise<Page> {
    const release = await this.budget.reserve(request.maxResults * PARAGRAPH_BYTES, this.signal);
    try {
      return await this.source.getPage(request);
    } finally {
      release();
    }
  }

  /** True for a page that half as many paragraphs may help. */
  #isTooMuch(error: unknown): boolean {
    if (error instanceof ResponseTooLong) return true;
    if (!(error instanceof GatewayError && error.code === "UPSTREAM_TIMEOUT")) return false;
    this.#slowPages += 1;
    return this.#slowPages <= MAX_SLOW_PAGES;
  }

  #note(page: Page, asked: number): Page {
    this.onPage(page);
    const { length } = page.paragraphs;
    if (page.hasMore === true && length > 0 && length < asked) this.shortPage = Math.max(length, this.shortPage ?? 0);
    return page;
  }
}

import { GatewayError, ResponseTooLong } from "../errors.js";
import type { Page } from "../transcript/model.js";
import type { PageRequest, PageSource } from "../transcript/page-source.js";
import type { ByteBudget } from "./byte-budget.js";

/** The approximate size of a paragraph of 50 words, in bytes. Room is reserved before the real size is known. */
const PARAGRAPH_BYTES = 8000;

/** Pages are not halved below this size: if they still fail, their size is not the reason. */
const MIN_PAGE_SIZE = 50;

/** How often a timeout halves the page. A slow upstream may be overloaded, and more calls would add to its load. */
const MAX_SLOW_PAGES = 2;

/**
 * The source of one shared read. It waits for room for each page, requests half as many paragraphs after a page that
 * was too large or too slow, and records the upstream's page size.
 */
export class FlightSource implements PageSource {
  /** How many paragraphs later calls should request; lowered when a page was too large or too slow. */
  pageSize: number;
  #limit = Infinity;
  #slowPages = 0;
  /** How many paragraphs the upstream returns per page, if that is fewer than requested; null: not seen yet. */
  shortPage: number | null;

  constructor(
    readonly source: PageSource,
    readonly budget: ByteBudget,
    readonly signal: AbortSignal,
    { pageSize, shortPage }: { readonly pageSize: number; readonly shortPage: number | null },
    /** Called for every page. */
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

  /** True for an error that a page of half the size may avoid. */
  #isTooMuch(error: unknown): boolean {
    if (error instanceof ResponseTooLong) return true;
    if (!(error instanceof GatewayError && error.code === "UPSTREAM_TIMEOUT")) return false;
    this.#slowPages += 1;
    return this.#slowPages <= MAX_SLOW_PAGES;
  }

  #note(page: Page, requested: number): Page {
    this.onPage(page);
    const { length } = page.paragraphs;
    const isShort = page.hasMore === true && length > 0 && length < requested;
    if (isShort) this.shortPage = Math.max(length, this.shortPage ?? 0);
    return page;
  }
}

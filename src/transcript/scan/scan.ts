import { GatewayError, UpstreamBadResponse } from "../../errors.js";
import { opposite, type Page } from "../model.js";
import { MAX_PAGE_SIZE, type PageSource, type PageStart } from "../page-source.js";
import type { Position, PositionedParagraph } from "../position.js";
import { pageTokens, tokenAfter, withoutFirst } from "./page-tokens.js";
import { Reading } from "./reading.js";
import { isAtEnd, MAX_FRUITLESS_PAGES } from "./transcript-end.js";
import type { ScanKey, ScanProgress } from "./scan-key.js";

/** Gets the faults of the upstream that a scan tolerated. */
export interface ScanObserver {
  /**
   * The upstream said `hasMore` at the very end of the transcript; a call from the other end showed that nothing is
   * missing.
   */
  onFalseHasMore(): void;
}

/** The maximum number of calls of one scan: a month's quota of the upstream's standard edition. */
const MAX_CALLS = 5000;

/** The size of a page that shows the last paragraph and those that start together with it, in any order. */
const GROUP_SIZE = 100;

/**
 * The upstream refuses the token at which a scan should start, or continues elsewhere. Starting by time may still work.
 */
export class UnusableToken extends Error {}

/** The upstream does not continue, although something could be missing. */
export class NoProgress extends UpstreamBadResponse {
  constructor() {
    super("the upstream says that there is more, and does not go on from where it stopped");
  }
}

/**
 * Reads a transcript in one direction, as far as requested, and keeps the paragraphs: a part of the transcript without
 * gaps. It continues with the token of the last paragraph. If the upstream gives or accepts no token, it
 * continues at that paragraph's time and skips what it has read.
 *
 * It relies on nothing that the upstream leaves open. A page may be short or empty, repeat some paragraphs of the page
 * before, have one token on all its paragraphs, omit `hasMore`, or set it at the end. Times may fall. Progress means a
 * paragraph that was not read before. One assumption remains: the paragraphs of a page follow one another in the
 * transcript.
 */
export class Scan {
  /** True after the upstream has said that nothing follows. */
  exhausted: boolean;
  /** True if the last page said that more follows; false if it said otherwise, or nothing. */
  saysMore: boolean;

  readonly #reading: Reading;
  /** False if it continues from the progress of an earlier scan. */
  readonly #isNew: boolean;
  #token: string | null;
  #calls = 0;
  /** The pages since the last new paragraph. */
  #fruitlessPages = 0;
  #failure: { readonly cause: unknown } | null = null;
  /** The last paragraph for which a check showed that more follows. */
  #notTheEnd: Position | null = null;
  readonly #usedTokens = new Set<string>();

  constructor(
    readonly source: PageSource,
    readonly key: ScanKey,
    readonly observer: ScanObserver,
    progress: ScanProgress | null = null,
  ) {
    this.#reading = new Reading(key, progress);
    this.#isNew = progress === null;
    this.#token = progress === null ? (this.#reading.last?.token ?? null) : progress.token;
    this.exhausted = progress?.exhausted ?? false;
    this.saysMore = progress?.saysMore ?? false;
  }

  /** Its progress. A new scan with the same key can continue from it. */
  get progress(): ScanProgress {
    const { exhausted, saysMore } = this;
    const { items, tokensAreShared } = this.#reading;
    return { items: [...items], token: this.#token, exhausted, saysMore, tokensAreShared };
  }

  /** The paragraphs read so far, in reading order. */
  get items(): readonly PositionedParagraph[] {
    return this.#reading.items;
  }

  /** True after a page has shown a time that falls (ascending) or rises (descending). */
  get isOutOfOrder(): boolean {
    return this.#reading.isOutOfOrder;
  }

  /**
   * Adds about `wanted` paragraphs to `items`, in as few calls as possible; fewer if pages are short, none at the end.
   * @throws NoProgress; UnusableToken if the first page does not follow the start's token; UpstreamBadResponse after
   * too many calls; the errors of the source. After a failure it fails again in the same way, without another call.
   */
  async extend(wanted: number): Promise<void> {
    this.#failure ??= await this.#readParagraphs(wanted).then(
      () => null,
      (cause: unknown) => ({ cause }),
    );
    if (this.#failure !== null) throw this.#failure.cause;
  }

  /** Drops the first items, which lie before the place where the scan should begin. */
  dropFirst(count: number): void {
    this.#reading.items.splice(0, count);
  }

  /** Reads on until a page brings paragraphs, or the end is known. */
  async #readParagraphs(wanted: number): Promise<void> {
    do await this.#readOn(wanted);
    while (this.#fruitlessPages > 0 && !this.exhausted);
  }

  async #readOn(wanted: number): Promise<void> {
    const isFirst = this.#isNew && this.#calls === 0;
    if (isFirst && this.#reading.last === null) return this.#open(wanted);
    const token = this.#token;
    const page = await this.#follow(wanted + 1);
    if (page === null && isFirst) throw new UnusableToken();
    if (page === null || token === null) return this.#relocate(wanted);
    if (this.#add(page)) return undefined;
    if (await this.#isAtEnd()) return this.#end(page);
    // A paragraph may have been added while the end was checked.
    const again = await this.#pageAfter(token, MAX_PAGE_SIZE);
    return again !== null && this.#add(again) ? undefined : this.#relocate(wanted);
  }

  async #open(wanted: number): Promise<void> {
    const { start } = this.key;
    const page =
      start !== null && "time" in start
        ? await this.#call(this.#justBefore(start.time), wanted + 1)
        : await this.#call(null, wanted);
    if (!this.#add(page)) throw new NoProgress();
  }

  /** Continues by token; null if there is none, or if the upstream refuses or ignores it. */
  async #follow(size: number): Promise<Page | null> {
    const token = this.#token;
    if (token === null || this.#usedTokens.has(token)) return null;
    this.#usedTokens.add(token);
    const page = await this.#pageAfter(token, size);
    const isFull = page?.paragraphs.length === size && this.#hasOnlyRepeats(page, token);
    return isFull && size < MAX_PAGE_SIZE ? this.#pageAfter(token, MAX_PAGE_SIZE) : page;
  }

  /**
   * True if the page after a token ends at or before that token. If it is full, it had no room for new paragraphs. If
   * the scan begins at the token, the page's paragraphs may be unread.
   */
  #hasOnlyRepeats(page: Page, sent: string): boolean {
    const lastToken = tokenAfter(page);
    const endsBefore = lastToken !== null && !this.#isTokenAfter(lastToken, sent);
    return endsBefore || this.#reading.countRead(page) === page.paragraphs.length;
  }

  /** The page after a token; null if the upstream refuses or ignores the token, or nothing shows what was read. */
  async #pageAfter(token: string, size: number): Promise<Page | null> {
    const page = await this.#callIfTaken({ token }, size);
    if (page === null || this.#startsAnew(page, token)) return null;
    const edited = await this.#countEdited(page);
    if (edited === null) return null;
    return edited === 0 ? page : withoutFirst(page, edited);
  }

  /**
   * The number of paragraphs at the beginning of a page that were read before and edited since, if only their time
   * shows that. One more call, from that time, then shows their places; null if it does not.
   */
  async #countEdited(page: Page): Promise<number | null> {
    const { last } = this.#reading;
    if (last === null || !this.#reading.mayBeginWithLast(page)) return 0;
    return this.#reading.countEdited(page, await this.#call(this.#justBefore(last.startTime), GROUP_SIZE));
  }

  /**
   * True if the new paragraphs of the page after a token may be before it: times suggest that, the page does not show
   * the last paragraph read, and no own token proves otherwise. It may be a second recording, an upstream that does not
   * know the token, or one whose last paragraph was removed; reading without the token decides.
   */
  #startsAnew(page: Page, sent: string): boolean {
    const { last } = this.#reading;
    const read = this.#reading.countRead(page);
    const next = page.paragraphs[read];
    if (last === null || next === undefined || page.paragraphs[read - 1]?.startTime === last.startTime) return false;
    const token = pageTokens(page).own[read] ?? null;
    return this.#reading.mayPrecedeLast(next) && !(token !== null && this.#isTokenAfter(token, sent));
  }

  #isTokenAfter(token: string, sent: string): boolean {
    return this.key.direction === "ascending" ? BigInt(token) > BigInt(sent) : BigInt(token) < BigInt(sent);
  }

  /** Finds the last paragraph by its time, and continues after it. */
  async #relocate(wanted: number): Promise<void> {
    const { last } = this.#reading;
    if (last === null) throw new NoProgress();
    const size = this.#reading.lastGroup().length + wanted + 2;
    // The third attempt is for a paragraph that was added while the end was checked.
    for (const count of [size, MAX_PAGE_SIZE, MAX_PAGE_SIZE]) {
      const page = await this.#findLast(last, count);
      if (page === null) continue;
      if (this.#add(page) || (await this.#addNext(page))) return undefined;
      if (await this.#isAtEnd()) return this.#end(page);
    }
    throw new NoProgress();
  }

  /**
   * Adds the page after a page that ends with the last paragraph read. Its times may fall. That is trusted only in a
   * scan from the very start, which can recognise an upstream that starts again.
   */
  async #addNext(page: Page): Promise<boolean> {
    const token = tokenAfter(page);
    if (this.key.start !== null || token === null) return false;
    const next = await this.#callIfTaken({ token }, MAX_PAGE_SIZE);
    return next !== null && !this.#reading.isBeginning(next) && this.#add(next);
  }

  /**
   * The page with the last paragraph read: the page at its time, or one that follows it. Null if it was not found.
   * @throws NoProgress if the transcript ends without it.
   */
  async #findLast(last: Position, size: number): Promise<Page | null> {
    const tokens = new Set<string>();
    let page: Page | null = await this.#call(this.#justBefore(last.startTime), size);
    while (page !== null && this.#reading.indexOfLast(page) === -1) {
      const token = tokenAfter(page);
      if (page.hasMore === false) throw new NoProgress();
      if (token === null || tokens.has(token)) return null;
      tokens.add(token);
      page = await this.#callIfTaken({ token }, MAX_PAGE_SIZE);
    }
    return page;
  }

  /** A time from which paragraphs that start at `time` are included, whether the bound is inclusive or exclusive. */
  #justBefore(time: number): PageStart {
    const startTime = this.key.direction === "ascending" ? time - 1 : time + 1;
    return startTime < 0 || startTime > Number.MAX_SAFE_INTEGER ? null : { startTime };
  }

  async #call(start: PageStart, size: number, direction = this.key.direction): Promise<Page> {
    if (this.#calls === MAX_CALLS)
      throw new UpstreamBadResponse(`the upstream did not come to an end in ${MAX_CALLS} calls`);
    this.#calls += 1;
    const { conference } = this.key;
    return this.source.getPage({ conference, direction, start, maxResults: Math.min(size, MAX_PAGE_SIZE) });
  }

  /** A page; null if the upstream refuses the token, because it has expired or was never valid. */
  async #callIfTaken(start: PageStart, size: number, direction = this.key.direction): Promise<Page | null> {
    try {
      return await this.#call(start, size, direction);
    } catch (error) {
      if (error instanceof GatewayError && error.code === "BAD_USER_INPUT" && start !== null) return null;
      throw error;
    }
  }

  /** Adds the new paragraphs of a page. False if there are none, and the page does not say that it is the end. */
  #add(page: Page): boolean {
    const read = this.#reading.countRead(page);
    const isNew = page.paragraphs.length > read;
    const token = tokenAfter(page);
    this.#fruitlessPages = isNew ? 0 : this.#fruitlessPages + 1;
    const leadsOn = isNew || (page.paragraphs.length === 0 && this.#mayLeadOn(token));
    // A page of repeats says nothing new about tokens, and must be recognised again if it is read again.
    if (isNew) this.#reading.add(page, read);
    if (token !== null || isNew) this.#token = token;
    this.saysMore = page.hasMore === true;
    this.exhausted = page.hasMore === false || (page.hasMore === null && page.paragraphs.length === 0);
    return leadsOn || this.exhausted;
  }

  /** True if an empty page's token may lead on. It can be new on each page, so the other end is checked first. */
  #mayLeadOn(token: string | null): boolean {
    const { last } = this.#reading;
    if (last !== null && last !== this.#notTheEnd) return false;
    return token !== null && !this.#usedTokens.has(token) && this.#fruitlessPages < MAX_FRUITLESS_PAGES;
  }

  async #isAtEnd(): Promise<boolean> {
    const { last } = this.#reading;
    if (this.#notTheEnd === last) return false;
    this.#notTheEnd = last;
    return isAtEnd(this.#reading, (start) => this.#callIfTaken(start, GROUP_SIZE, opposite(this.key.direction)));
  }

  #end({ hasMore }: Page): void {
    this.exhausted = true;
    if (hasMore === true) this.observer.onFalseHasMore();
  }
}

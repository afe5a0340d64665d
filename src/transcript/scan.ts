import { GatewayError, UpstreamBadResponse } from "../errors.js";
import type { ConferenceKey, Direction, Page, Paragraph } from "./model.js";
import { MAX_PAGE_SIZE, type PageSource, type PageStart } from "./page-source.js";
import { countRepeated, indexOfPosition, isBeyond, isSettled, type Position, PositionedParagraph } from "./position.js";

/** Where a scan starts: behind a place, at a time (the first paragraph not before it), or (null) at the first of all. */
export type ScanStart = { readonly place: Position } | { readonly time: number } | null;

/** Which transcript a scan reads, which way, and from where. Scans that agree in this can share their pages. */
export interface ScanKey {
  readonly conference: ConferenceKey;
  readonly direction: Direction;
  readonly start: ScanStart;
}

/** The end of every scan: a month's quota of the upstream's standard edition. */
const MAX_CALLS = 5000;

/**
 * One walk through a transcript in one direction. It reads only as far as it is told to, keeps what it has read, and goes on
 * from there: by token in the token's own direction, otherwise by seeking the time and skipping what it has seen.
 *
 * Nothing here relies on what the upstream leaves open: a page may be short, repeat its boundary, or refuse its token.
 */
export class Scan {
  /** The paragraphs read so far, in reading order, from the start on. */
  readonly items: PositionedParagraph[] = [];
  /** True once the upstream has said that nothing follows. */
  exhausted = false;

  #at: Position | null = null;
  #calls = 0;
  #failure: { readonly cause: unknown } | null = null;
  /** Paragraphs before this time are passed over. */
  #bound: number | null = null;
  readonly #sentTokens = new Set<string>();
  readonly #refusedTokens = new Set<string>();
  readonly #triesToRelocate = new Map<string, number>();

  constructor(
    readonly source: PageSource,
    readonly key: ScanKey,
  ) {
    if (key.start !== null && "place" in key.start) this.#at = key.start.place;
  }

  /**
   * Reads on, in as few calls as it can, to add about `wanted` paragraphs to `items`; fewer, even none, when the pages are short.
   * @throws UpstreamBadResponse when the upstream makes no progress or is out of order; whatever the source throws. A scan
   * that has failed fails again in the same way, without another call.
   */
  async extend(wanted: number): Promise<void> {
    this.#failure ??= await this.#add(wanted).then(() => null, toFailure);
    if (this.#failure !== null) throw this.#failure.cause;
  }

  async #add(wanted: number): Promise<void> {
    const fresh = this.#at === null ? await this.#open(wanted) : await this.#goOn(this.#at, wanted);
    this.items.push(...fresh);
  }

  async #open(wanted: number): Promise<PositionedParagraph[]> {
    const { start } = this.key;
    if (start !== null && "time" in start) return this.#seek(start.time, wanted + 1);
    const page = await this.#call(null, wanted);
    return this.#take(page, page.paragraphs, null);
  }

  async #goOn(at: Position, wanted: number): Promise<PositionedParagraph[]> {
    return (await this.#follow(at, wanted + 1)) ?? (await this.#relocate(at, wanted));
  }

  /** Goes on by token; null when there is none for this direction, or when the upstream does not honour it. */
  async #follow(at: Position, size: number): Promise<PositionedParagraph[] | null> {
    const { token } = at;
    if (token === null || at.direction !== this.key.direction || this.#refusedTokens.has(token)) return null;
    if (this.#sentTokens.has(token)) throw new UpstreamBadResponse("the upstream handed out the same page token twice");
    this.#sentTokens.add(token);
    const page = await this.#call({ token }, size).catch(nullWhenRefused);
    const first = page?.paragraphs[0];
    if (page === null || (first !== undefined && isBeyond(this.key.direction, at.startTime, first.startTime))) {
      this.#refusedTokens.add(token);
      return null;
    }
    return this.#take(page, page.paragraphs.slice(countRepeated(page.paragraphs, at)), at);
  }

  /** Goes on without a token: seeks the place by its time, and skips up to and including its paragraph. */
  async #relocate(place: Position, wanted: number): Promise<PositionedParagraph[]> {
    const before = place.direction === this.key.direction ? place.rank : 0;
    const items = await this.#seek(place.startTime, this.#isSecondTry(place) ? MAX_PAGE_SIZE : before + wanted + 2);
    while (!this.exhausted && !isSettled(items, place)) items.push(...(await this.#goOn(this.#at ?? place, wanted)));
    return items.slice(indexOfPosition(items, place) + 1);
  }

  /** A place is sought at most twice: what starts before or with it may fill the first page, but hardly the largest one. */
  #isSecondTry({ direction, startTime, rank }: Position): boolean {
    this.#sentTokens.clear(); // the way from here may lead over the same tokens once more
    const name = `${direction} ${startTime} ${rank}`;
    const tries = this.#triesToRelocate.get(name) ?? 0;
    if (tries === 2) throw new UpstreamBadResponse("the upstream does not go on from where it stopped");
    this.#triesToRelocate.set(name, tries + 1);
    return tries === 1;
  }

  /** Reads from a time on. Whether the upstream takes the time in or leaves it out, none that starts exactly then is missed. */
  async #seek(time: number, size: number): Promise<PositionedParagraph[]> {
    if (this.#bound === null || isBeyond(this.key.direction, time, this.#bound)) this.#bound = time;
    const ascending = this.key.direction === "ascending";
    const startTime = ascending ? time - 1 : time + 1;
    const start = startTime < 0 || startTime > Number.MAX_SAFE_INTEGER ? null : { startTime };
    const page = await this.#call(start, size);
    const first = page.paragraphs[0];
    if (!ascending && start !== null && first !== undefined && first.startTime > startTime)
      throw new UpstreamBadResponse("paragraphList[0].startTime lies after the time to go back from");
    return this.#take(page, page.paragraphs, null);
  }

  async #call(start: PageStart, size: number): Promise<Page> {
    if (this.#calls === MAX_CALLS)
      throw new UpstreamBadResponse(`the upstream did not come to an end in ${MAX_CALLS} calls`);
    this.#calls += 1;
    const { conference, direction } = this.key;
    return this.source.getPage({ conference, direction, start, maxResults: Math.min(size, MAX_PAGE_SIZE) });
  }

  /** Places what a page adds behind `at`, and passes over what lies before the bound. Every page must bring the scan forward. */
  #take(page: Page, added: readonly Paragraph[], at: Position | null): PositionedParagraph[] {
    if (added.length === 0 && page.hasMore)
      throw new UpstreamBadResponse("the upstream says hasMore, and adds no paragraph");
    this.exhausted = !page.hasMore;
    const placed: PositionedParagraph[] = [];
    let previous = at;
    for (const paragraph of added) {
      const item: PositionedParagraph = this.#place(page, paragraph, previous);
      if (this.#bound === null || !isBeyond(this.key.direction, this.#bound, item.startTime)) placed.push(item);
      previous = item;
    }
    this.#at = previous;
    return placed;
  }

  #place(page: Page, paragraph: Paragraph, previous: Position | null): PositionedParagraph {
    const { conference, direction } = this.key;
    const { startTime } = paragraph;
    if (previous !== null && isBeyond(direction, previous.startTime, startTime))
      throw new UpstreamBadResponse(`paragraphList[${page.paragraphs.indexOf(paragraph)}].startTime is out of order`);
    return new PositionedParagraph(
      conference,
      direction,
      paragraph,
      previous?.startTime === startTime ? previous.rank + 1 : 0,
    );
  }
}

function toFailure(cause: unknown): { readonly cause: unknown } {
  return { cause };
}

/** A token that has expired, or that never was one, is refused as a bad parameter: the scan can do without. */
function nullWhenRefused(error: unknown): null {
  if (error instanceof GatewayError && error.code === "BAD_USER_INPUT") return null;
  throw error;
}

import type { Page, Paragraph } from "../model.js";
import {
  fingerprintOf,
  haveSameContent,
  haveSameToken,
  haveSameTokenOrContent,
  type Position,
  PositionedParagraph,
} from "../position.js";
import { countBeforeInGroup } from "./edited-group.js";
import { hasGrown } from "./growth.js";
import { pageTokens } from "./page-tokens.js";
import type { ScanKey, ScanProgress } from "./scan-key.js";

/** The maximum number of paragraphs that a page may repeat at its start. */
const MAX_OVERLAP = 50;

/** The paragraphs that a scan has read. It adds pages and recognises repeated paragraphs. */
export class Reading {
  /** The paragraphs read so far, in reading order, without those that were dropped. */
  readonly items: PositionedParagraph[];
  /** The last paragraph read, otherwise the position at which the scan starts; null if there is neither. */
  last: Position | null;
  /** True after a page has shown a time that falls (ascending) or rises (descending). */
  isOutOfOrder = false;
  /** True after several paragraphs of a page have had the same token. */
  tokensAreShared: boolean;

  readonly #beginning: readonly Position[];
  /** The own tokens of the first `#notedCount` paragraphs of `#all`. */
  readonly #notedTokens = new Set<string>();
  #notedCount = 0;
  /** Everything read so far, to recognise repeated paragraphs. */
  readonly #all: PositionedParagraph[];

  /** `progress`: what an earlier scan with this key has read; null: nothing. */
  constructor(
    readonly key: ScanKey,
    progress: ScanProgress | null,
  ) {
    const { start } = key;
    this.items = [...(progress?.items ?? [])];
    this.#all = [...this.items];
    this.tokensAreShared = progress?.tokensAreShared ?? false;
    const after = start !== null && "after" in start ? start.after : null;
    this.#beginning = after === null ? [] : [after];
    this.last = this.items.at(-1) ?? after;
  }

  /** Adds the paragraphs of a page from `start` on. */
  add(page: Page, start: number): void {
    const { own, areShared } = pageTokens(page);
    this.tokensAreShared ||= areShared;
    for (const [index, paragraph] of page.paragraphs.entries())
      if (index >= start) this.#addParagraph(paragraph, own[index] ?? null);
  }

  #addParagraph(paragraph: Paragraph, token: string | null): void {
    const { conference, direction } = this.key;
    const { last } = this;
    const together = last?.startTime === paragraph.startTime;
    if (last !== null && this.isEarlier(paragraph.startTime, last.startTime)) this.isOutOfOrder = true;
    const item = new PositionedParagraph(conference, paragraph, {
      token,
      direction,
      rank: direction === "ascending" && together ? last.rank + 1 : 0,
      index: null,
    });
    this.#all.push(item);
    this.items.push(item);
    this.last = item;
  }

  /**
   * The number of a page's paragraphs that were read before, because an upstream may repeat some at the border of two
   * pages. A page has no gaps, so everything up to the last known paragraph is a repeat. Paragraphs read long ago are
   * recognised only by their tokens.
   */
  countRead(page: Page): number {
    if (this.last === null) return 0;
    const recent = [...this.#beginning, ...this.#all.slice(-page.paragraphs.length)];
    const isKnown = (_: Paragraph, index: number) => {
      const item = this.#toPosition(page, index);
      if (item.token !== null && this.#hasRead(item.token)) return true;
      return recent.some((other) => item.startTime === other.startTime && haveSameTokenOrContent(item, other));
    };
    const lastKnown = page.paragraphs.slice(0, MAX_OVERLAP).findLastIndex(isKnown);
    const last = this.indexOfLast(page);
    return last >= lastKnown ? last + 1 : lastKnown + 1 + this.#countEditedAfter(page, lastKnown);
  }

  /** True if a paragraph read so far has this own token. Most scans read one page and never ask. */
  #hasRead(token: string): boolean {
    for (; this.#notedCount < this.#all.length; this.#notedCount += 1) {
      const noted = this.#all[this.#notedCount]?.token ?? null;
      if (noted !== null) this.#notedTokens.add(noted);
    }
    return this.#notedTokens.has(token);
  }

  /**
   * The number of paragraphs directly after a known one in a page that were read before and edited since: they have the
   * times of those that follow it in the reading, of which some may have been removed.
   */
  #countEditedAfter(page: Page, known: number): number {
    const position = this.#toPosition(page, known);
    const at = this.#all.findLastIndex(
      (item) => item.startTime === position.startTime && haveSameTokenOrContent(item, position),
    );
    const times = at === -1 ? [] : this.#all.slice(at + 1).map(({ startTime }) => startTime);
    const next = page.paragraphs.slice(known + 1);
    const other = next.findIndex(({ startTime }) => {
      const place = times.indexOf(startTime);
      times.splice(0, place + 1);
      return place === -1;
    });
    return other === -1 ? next.length : other;
  }

  /**
   * True if a page without repeats begins at the time of the last paragraph, and no token tells whether it is that one,
   * edited since, or the next.
   */
  mayBeginWithLast(page: Page): boolean {
    const last = this.#all.at(-1);
    if (last === undefined || page.paragraphs[0]?.startTime !== last.startTime || this.countRead(page) > 0)
      return false;
    return haveSameToken(this.#toPosition(page, 0), last) === null;
  }

  /**
   * The number of paragraphs at the beginning of a page that were read before and edited since. The page begins at the
   * last one's time. `now`: a page from that time on. 0 if the last one stands there unchanged, because the page then
   * begins after it. Null if `now` shows neither.
   */
  countEdited(page: Page, now: Page): number | null {
    const { last } = this;
    if (last === null || this.indexOfLast(now) !== -1) return 0;
    const read = this.key.direction === "ascending" ? last.rank + 1 : this.lastGroup().length;
    const before = countBeforeInGroup(page, now);
    return before === null ? null : Math.max(0, read - before);
  }

  /**
   * True if a paragraph may be before the last one read: it is earlier, or another one that was read shortly before
   * starts together with it. The latter happens only where times fall.
   */
  mayPrecedeLast({ startTime }: Paragraph): boolean {
    const { last } = this;
    if (last === null || startTime === last.startTime) return false;
    const recent = this.#all.slice(-MAX_OVERLAP);
    return this.isEarlier(startTime, last.startTime) || recent.some((item) => item.startTime === startTime);
  }

  /** The index in a page of the paragraph that was read last; -1 if it is not there. */
  indexOfLast(page: Page): number {
    const { last } = this;
    if (last === null) return -1;
    const exact = page.paragraphs.findLastIndex((_, index) =>
      haveSameTokenOrContent(this.#toPosition(page, index), last),
    );
    return exact === -1 ? this.#indexOfGrown(page, last) : exact;
  }

  #indexOfGrown(page: Page, last: Position): number {
    if (!(last instanceof PositionedParagraph)) return -1;
    return page.paragraphs.findLastIndex(
      (paragraph, index) =>
        haveSameToken(this.#toPosition(page, index), last) !== false && hasGrown(last.paragraph, paragraph),
    );
  }

  /** A page's paragraph as a position, as far as it can be compared with others. */
  #toPosition(page: Page, index: number): Position {
    const paragraph = page.paragraphs[index];
    if (paragraph === undefined) throw new RangeError(`the page has no paragraph ${index}`);
    const token = this.tokensAreShared ? null : (pageTokens(page).own[index] ?? null);
    const { direction } = this.key;
    const { startTime } = paragraph;
    return {
      token,
      direction,
      startTime,
      rank: 0,
      index: null,
      get fingerprint() {
        return fingerprintOf(paragraph);
      },
    };
  }

  /** True if a page begins with the very first paragraph that was read. */
  isBeginning(page: Page): boolean {
    const [first] = this.#all;
    return first !== undefined && page.paragraphs.length > 0 && haveSameContent(this.#toPosition(page, 0), first);
  }

  /** The paragraphs at the end of the reading that start together. */
  lastGroup(): readonly PositionedParagraph[] {
    const before = this.#all.findLastIndex(({ startTime }) => startTime !== this.last?.startTime);
    return this.#all.slice(before + 1);
  }

  /** True if a time is earlier than another in the direction of the scan. */
  isEarlier(time: number, other: number): boolean {
    return this.key.direction === "ascending" ? time < other : time > other;
  }
}

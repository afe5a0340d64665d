import type { Page, Paragraph } from "../model.js";
import type { PageStart } from "../page-source.js";
import { fingerprintOf, type Position } from "../position.js";
import { isReadingOf } from "./growth.js";
import { tokenAfter } from "./page-tokens.js";
import type { Reading } from "./reading.js";

/** The maximum number of pages without a new paragraph: each may have a new token, for ever. */
export const MAX_FRUITLESS_PAGES = 10;

/**
 * True if the other end of the transcript shows that nothing follows the last paragraph read: it begins with that
 * paragraph, and with no paragraphs that were not read. `getPage` reads a page from that end; null: the upstream
 * refuses the token.
 */
export async function isAtEnd(reading: Reading, getPage: (start: PageStart) => Promise<Page | null>): Promise<boolean> {
  const { last } = reading;
  if (last === null) return false;
  const { paragraphs, isWhole } = await readGroup(last.startTime, getPage);
  const read = [last, ...reading.lastGroup().slice(0, -1)];
  const isIn = (item: Position) => paragraphs.some((paragraph) => isReadingOf(paragraph, item));
  const isUnread = (paragraph: Paragraph) => !read.some((item) => isReadingOf(paragraph, item));
  const unread = new Set(paragraphs.filter(isUnread).map(fingerprintOf));
  // One that was edited since is missing, and looks like an unread one.
  const edited = isWhole ? read.filter((item) => !isIn(item)).length : 0;
  // An ascending scan knows how many of them are before its beginning.
  const beforeScan = Math.max(0, last.rank + 1 - read.length);
  return isIn(last) && unread.size <= beforeScan + edited;
}

/** Paragraphs that start together, at the beginning of the transcript in this direction. */
interface Group {
  readonly paragraphs: readonly Paragraph[];
  /** False if there may be more of them, which could not be read. */
  readonly isWhole: boolean;
}

/** The paragraphs of one time at the beginning of the transcript in this direction, as far as they can be read. */
async function readGroup(time: number, getPage: (start: PageStart) => Promise<Page | null>): Promise<Group> {
  const paragraphs: Paragraph[] = [];
  const tokens = new Set<string>();
  let [longest, empty] = [0, 0];
  for (let start: PageStart = null; ;) {
    const page = await getPage(start);
    if (page?.paragraphs.length === 0) empty += 1;
    if (page === null || empty === MAX_FRUITLESS_PAGES) return { paragraphs, isWhole: false };
    const next = page.paragraphs.findIndex(({ startTime }) => startTime !== time);
    paragraphs.push(...page.paragraphs.slice(0, next === -1 ? page.paragraphs.length : next));
    const token = tokenAfter(page);
    if (next !== -1 || page.hasMore === false) return { paragraphs, isWhole: true };
    // The last page may repeat some. A page as long as the others may come from an upstream that ignores tokens.
    if (token === null || tokens.has(token)) return { paragraphs, isWhole: page.paragraphs.length < longest };
    longest = Math.max(longest, page.paragraphs.length);
    tokens.add(token);
    start = { token };
  }
}

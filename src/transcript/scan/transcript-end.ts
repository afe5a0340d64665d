import type { Page, Paragraph } from "../model.js";
import type { PageStart } from "../page-source.js";
import { fingerprintOf } from "../position.js";
import { isReadingOf } from "./growth.js";
import { tokenAfter } from "./page-tokens.js";
import type { Reading } from "./reading.js";

/**
 * True if the other end of the transcript shows that nothing follows the last paragraph read: it begins with that
 * paragraph, and with no paragraphs that were not read. `getPage` reads a page from that end; null: the upstream
 * refuses the token.
 */
export async function isAtEnd(reading: Reading, getPage: (start: PageStart) => Promise<Page | null>): Promise<boolean> {
  const { last } = reading;
  if (last === null) return false;
  const group = await readGroup(last.startTime, getPage);
  const read = reading.lastGroup();
  const isUnread = (paragraph: Paragraph) => ![last, ...read].some((item) => isReadingOf(paragraph, item));
  const unread = new Set(group.filter(isUnread).map(fingerprintOf));
  // An ascending scan knows how many of them are before its beginning.
  const beforeScan = Math.max(0, last.rank + 1 - Math.max(1, read.length));
  return group.some((paragraph) => isReadingOf(paragraph, last)) && unread.size <= beforeScan;
}

/** The paragraphs of one time at the beginning of the transcript in this direction, as far as they can be read. */
async function readGroup(
  time: number,
  getPage: (start: PageStart) => Promise<Page | null>,
): Promise<readonly Paragraph[]> {
  const group: Paragraph[] = [];
  const tokens = new Set<string>();
  for (let start: PageStart = null; ;) {
    const page = await getPage(start);
    if (page === null) return group;
    const next = page.paragraphs.findIndex(({ startTime }) => startTime !== time);
    group.push(...page.paragraphs.slice(0, next === -1 ? page.paragraphs.length : next));
    const token = tokenAfter(page);
    if (next !== -1 || page.hasMore === false || token === null || tokens.has(token)) return group;
    tokens.add(token);
    start = { token };
  }
}

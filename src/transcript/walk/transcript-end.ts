import type { Page, Paragraph } from "../model.js";
import type { PageStart } from "../page-source.js";
import { fingerprintOf } from "../position.js";
import { isReadingOf } from "./growth.js";
import { tokenBehind } from "./page-tokens.js";
import type { Reading } from "./reading.js";

/**
 * True when a look at the transcript's other end shows that nothing follows what was read last: it begins with that paragraph, and with no
 * others than those that were read with it. `getPage` reads a page from that end; null: the upstream refuses the token.
 */
export async function isAtEnd(reading: Reading, getPage: (start: PageStart) => Promise<Page | null>): Promise<boolean> {
  const { last } = reading;
  if (last === null) return false;
  const group = await readGroup(last.startTime, getPage);
  const read = reading.lastGroup();
  const isUnread = (paragraph: Paragraph) => ![last, ...read].some((item) => isReadingOf(paragraph, item));
  const unread = new Set(group.filter(isUnread).map(fingerprintOf));
  // An ascending walk knows how many of them stand before its beginning.
  const beforeWalk = Math.max(0, last.rank + 1 - Math.max(1, read.length));
  return group.some((paragraph) => isReadingOf(paragraph, last)) && unread.size <= beforeWalk;
}

/** The paragraphs of a time that the transcript begins with when it is read from there, as far as they can be read. */
async function readGroup(
  time: number,
  getPage: (start: PageStart) => Promise<Page | null>,
): Promise<readonly Paragraph[]> {
  const group: Paragraph[] = [];
  const tokens = new Set<string>();
  for (let start: PageStart = null; ;) {
    const page = await getPage(start);
    if (page === null) return group;
    const behind = page.paragraphs.findIndex(({ startTime }) => startTime !== time);
    group.push(...page.paragraphs.slice(0, behind === -1 ? page.paragraphs.length : behind));
    const token = tokenBehind(page);
    if (behind !== -1 || page.hasMore === false || token === null || tokens.has(token)) return group;
    tokens.add(token);
    start = { token };
  }
}

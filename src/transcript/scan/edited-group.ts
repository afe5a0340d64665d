import type { Page } from "../model.js";
import { fingerprintOf } from "../position.js";

/**
 * The number of paragraphs that start together with a page's first one and stand directly before it, as another page
 * shows, which has the whole group. Null if the page's first one is not there.
 */
export function countBeforeInGroup(page: Page, other: Page): number | null {
  const startTime = page.paragraphs[0]?.startTime;
  const namesOf = ({ paragraphs }: Page) =>
    paragraphs.map((paragraph) => (paragraph.startTime === startTime ? fingerprintOf(paragraph) : null));
  const [begun, all] = [namesOf(page), namesOf(other)];
  // All of them are compared, because several that start together may be alike.
  const isBegun = (at: number) => begun.every((name, index) => at + index >= all.length || all[at + index] === name);
  const place = all.findLastIndex((name, at) => name !== null && isBegun(at));
  return place === -1 ? null : place - 1 - all.lastIndexOf(null, place);
}

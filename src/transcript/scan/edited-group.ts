import type { Page } from "../model.js";
import { fingerprintOf } from "../position.js";

/**
 * The number of paragraphs directly before a page's first one that start together with it. `other` is a page with all
 * that start together. Null if it does not have the first one.
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

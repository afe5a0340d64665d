import { haveSameTokenOrContent, isSameParagraph, type Position, type PositionedParagraph } from "../position.js";
import type { Scan } from "../scan/scan.js";
import { isInRange, type Window } from "../window.js";
import { type WindowItems, takeAll } from "./head-window.js";
import { Steps } from "./steps.js";
import { NeedsWholeTranscript } from "./needs-whole-transcript.js";

/** The end of a window, from a descending scan, last paragraph first. */
export interface Tail extends WindowItems {
  /**
   * The earliest time that was read, in milliseconds, if the order of the window is not certain: it contains or cuts a
   * group of paragraphs that start together, and descending pages do not show their order. Null if it is certain.
   */
  readonly unsettledFrom: number | null;
  /** True if it reaches the position at which the window begins. */
  readonly reachesAfter: boolean;
}

/**
 * Takes the last `count` paragraphs of a window, and one more, from a descending scan that begins where the window
 * ends.
 * @throws NeedsWholeTranscript if the scan may have passed the window's beginning; the errors of the scan.
 */
export async function takeTail(scan: Scan, window: Window): Promise<Tail> {
  const { after, before, count } = window;
  const items: PositionedParagraph[] = [];
  const steps = new Steps(scan);
  let isBesideBefore = true;
  for (let index = 0; ; index += 1) {
    const item = await steps.at(index, count + 1 - items.length);
    if (item === null || isBelow(scan, item, window)) {
      if (after !== null) throw new NeedsWholeTranscript();
      return toTail(scan, index + 1, window, items, false);
    }
    if (after !== null && item.startTime <= after.startTime)
      return toTail(scan, await endOfGroup(steps, index, after), window, items, true);
    // Paragraphs that start together with `before` may be on either side of it: `settleTail` decides.
    isBesideBefore &&= item.startTime === before?.startTime;
    if (!isBesideBefore && isInRange(window, item)) items.push(item);
    if (items.length > count) return toTail(scan, index + 1, window, items, false);
  }
}

function toTail(
  scan: Scan,
  looked: number,
  window: Window,
  items: readonly PositionedParagraph[],
  reachesAfter: boolean,
): Tail {
  const seen = scan.items.slice(0, looked);
  const { after, before, count } = window;
  const isUnsettled = hasGroup(before, seen) || (reachesAfter && after !== null && after.rank > 0);
  const earliest = seen.at(-1) ?? before;
  // The ascending scan would have to see times fall at the same place as the descending scan.
  if (isUnsettled && scan.isOutOfOrder && isBounded(window)) throw new NeedsWholeTranscript();
  const unsettledFrom = isUnsettled && earliest !== null ? earliest.startTime : null;
  return { items, more: items.length > count, unsettledFrom, reachesAfter };
}

/** True for the first paragraph before a window: one before `from`, unless times are known to fall. */
function isBelow(scan: Scan, { startTime }: PositionedParagraph, { from }: Window): boolean {
  return startTime < from && !scan.isOutOfOrder;
}

const isBounded = ({ from, until }: Window): boolean => from > 0 || until < Infinity;

/** The index after the group that starts together with `after`. @throws NeedsWholeTranscript if it lacks `after`. */
async function endOfGroup(steps: Steps, start: number, after: Position): Promise<number> {
  for (let end = start, found = false; ; end += 1) {
    const item = await steps.at(end, 2);
    if (item?.startTime === after.startTime) found ||= haveSameTokenOrContent(item, after);
    else if (found) return end;
    else throw new NeedsWholeTranscript();
  }
}

/** True if two neighbours start together, or the first paragraph starts together with the beginning of the scan. */
function hasGroup(before: Position | null, seen: readonly PositionedParagraph[]): boolean {
  if (before !== null && (before.rank > 0 || before.startTime === seen[0]?.startTime)) return true;
  return seen.some(({ startTime }, index) => startTime === seen[index + 1]?.startTime);
}

/**
 * Takes the end of a window from an ascending scan, if its order is not certain. The scan begins at or before the
 * earliest paragraph of that end. @throws NeedsWholeTranscript if the two scans do not fit together; the errors
 * of the scan.
 */
export async function settleTail(scan: Scan, window: Window, tail: Tail): Promise<WindowItems> {
  const { after, count } = window;
  const all = await takeAll(scan, window, 2 * count + 2);
  const start = after === null ? -1 : scan.items.findLastIndex((item) => isSameParagraph(item, after));
  if (tail.reachesAfter && start === -1) throw new NeedsWholeTranscript();
  const passed = new Set(scan.items.slice(0, start + 1));
  const items = all.filter((item) => !passed.has(item));
  if (tail.more && items.length <= count) throw new NeedsWholeTranscript();
  return { items: items.slice(Math.max(0, items.length - count)), more: items.length > count };
}

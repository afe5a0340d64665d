import { haveSameTokenOrContent, isSameParagraph, type Position, type PositionedParagraph } from "../position.js";
import type { Walk } from "../walk/walk.js";
import { isInRange, type Window } from "../window.js";
import { type WindowItems, takeAll } from "./head-window.js";
import { Steps } from "./steps.js";
import { NeedsWholeTranscript } from "./needs-whole-transcript.js";

/** The end of a window, from a descending walk, last paragraph first. */
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
 * Takes the last `count` paragraphs of a window, and one more, from a descending walk that begins where the window
 * ends.
 * @throws NeedsWholeTranscript if the walk may have passed the window's beginning; the errors of the walk.
 */
export async function takeTail(walk: Walk, window: Window): Promise<Tail> {
  const { after, before, count } = window;
  const items: PositionedParagraph[] = [];
  const steps = new Steps(walk);
  let isBesideBefore = true;
  for (let index = 0; ; index += 1) {
    const item = await steps.at(index, count + 1 - items.length);
    if (item === null || isBelow(walk, item, window)) {
      if (after !== null) throw new NeedsWholeTranscript();
      return toTail(walk, index + 1, window, items, false);
    }
    if (after !== null && item.startTime <= after.startTime)
      return toTail(walk, await endOfGroup(steps, index, after), window, items, true);
    // The first paragraphs may be on either side of `before` if they start together with it. Settling the order
    // decides.
    isBesideBefore &&= item.startTime === before?.startTime;
    if (!isBesideBefore && isInRange(window, item)) items.push(item);
    if (items.length > count) return toTail(walk, index + 1, window, items, false);
  }
}

function toTail(
  walk: Walk,
  looked: number,
  window: Window,
  items: readonly PositionedParagraph[],
  reachesAfter: boolean,
): Tail {
  const seen = walk.items.slice(0, looked);
  const { after, before, count } = window;
  const isUnsettled = hasGroup(before, seen) || (reachesAfter && after !== null && after.rank > 0);
  const earliest = seen.at(-1) ?? before;
  // The ascending walk would have to see times fall at the same place as the descending walk.
  if (isUnsettled && walk.turned && isBounded(window)) throw new NeedsWholeTranscript();
  const unsettledFrom = isUnsettled && earliest !== null ? earliest.startTime : null;
  return { items, more: items.length > count, unsettledFrom, reachesAfter };
}

/** True for the first paragraph before a window: one before `from`, unless times are known to fall. */
function isBelow(walk: Walk, { startTime }: PositionedParagraph, { from }: Window): boolean {
  return startTime < from && !walk.turned;
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

/** True if two neighbours start together, or the first paragraph starts together with the beginning of the walk. */
function hasGroup(before: Position | null, seen: readonly PositionedParagraph[]): boolean {
  if (before !== null && (before.rank > 0 || before.startTime === seen[0]?.startTime)) return true;
  return seen.some(({ startTime }, index) => startTime === seen[index + 1]?.startTime);
}

/**
 * Takes the end of a window from an ascending walk, if its order is not certain. The walk begins at or before the
 * earliest paragraph of that end. @throws NeedsWholeTranscript if the two walks do not fit together; the errors
 * of the walk.
 */
export async function settleTail(walk: Walk, window: Window, tail: Tail): Promise<WindowItems> {
  const { after, count } = window;
  const all = await takeAll(walk, window, 2 * count + 2);
  const start = after === null ? -1 : walk.items.findLastIndex((item) => isSameParagraph(item, after));
  if (tail.reachesAfter && start === -1) throw new NeedsWholeTranscript();
  const passed = new Set(walk.items.slice(0, start + 1));
  const items = all.filter((item) => !passed.has(item));
  if (tail.more && items.length <= count) throw new NeedsWholeTranscript();
  return { items: items.slice(Math.max(0, items.length - count)), more: items.length > count };
}

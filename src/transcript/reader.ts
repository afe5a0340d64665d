import { indexOfPosition, isBeyond, isSettled, type Position, type PositionedParagraph } from "./position.js";
import type { Scan } from "./scan.js";
import type { Window } from "./window.js";

/** A filled window, in the order of its edges. */
export interface Slice {
  readonly items: readonly PositionedParagraph[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
}

/**
 * Fills a window from a scan that has its key, reading on where the scan has not come far enough yet.
 * @throws UpstreamBadResponse, and whatever the source throws.
 */
export async function readWindow(scan: Scan, window: Window): Promise<Slice> {
  const { end, more } = window.empty ? { end: 0, more: false } : await findEnd(scan, window);
  const items = scan.items.slice(0, end);
  return window.reversed
    ? { items: items.toReversed(), hasPreviousPage: more, hasNextPage: window.follows }
    : { items, hasNextPage: more, hasPreviousPage: window.follows };
}

interface End {
  /** How many of the scan's paragraphs the window holds. */
  readonly end: number;
  /** Whether the connection goes on behind them. */
  readonly more: boolean;
}

async function findEnd(scan: Scan, window: Window): Promise<End> {
  const { count, stopTime, stopPosition } = window;
  const bounded = stopTime !== null || stopPosition !== null;
  for (let end = 0; ;) {
    const item = scan.items[end];
    if (item === undefined) {
      if (scan.exhausted) return { end, more: false };
      if (end === count && end > 0 && !bounded) return { end, more: true };
      await scan.extend(Math.max(1, count - end + (bounded ? 1 : 0)));
    } else if (isOut(window, item.startTime)) return { end, more: false };
    else if (item.startTime === stopPosition?.startTime) return endBefore(scan, end, stopPosition, count);
    else if (end === count) return { end, more: true };
    else end += 1;
  }
}

/** True when a paragraph of this time lies behind the window's end, whichever of its group it is. */
function isOut({ scan, stopTime, stopPosition }: Window, time: number): boolean {
  if (stopTime !== null && !isBeyond(scan.direction, stopTime, time)) return true;
  return stopPosition !== null && isBeyond(scan.direction, time, stopPosition.startTime);
}

/** Ends a window in the group of paragraphs that start when its stop does, the first of which is at `group`. */
async function endBefore(scan: Scan, group: number, stop: Position, count: number): Promise<End> {
  while (!scan.exhausted && !isSettled(scan.items.slice(group), stop)) await scan.extend(1);
  const limit = group + Math.max(0, indexOfPosition(scan.items.slice(group), stop));
  return { end: Math.min(limit, count), more: limit > count };
}

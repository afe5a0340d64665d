import { isSameParagraph, type Position, type PositionedParagraph } from "../position.js";
import type { Scan } from "../scan/scan.js";
import { isInRange, MAX_COUNT, type Window } from "../window.js";
import { Steps } from "./steps.js";
import { NeedsWholeTranscript } from "./needs-whole-transcript.js";

/** The paragraphs of a window in reading order, and whether the connection continues after them. */
export interface WindowItems {
  readonly items: readonly PositionedParagraph[];
  readonly more: boolean;
}

/**
 * Takes the first `count` paragraphs of a window from an ascending scan that begins where the window does. It reads one
 * paragraph more, to find out whether more follow. At the maximum it uses `hasMore` instead.
 * @throws NeedsWholeTranscript if the scan may have passed the window's end; the errors of the scan.
 */
export async function takeHead(scan: Scan, window: Window): Promise<WindowItems> {
  const { count } = window;
  const items: PositionedParagraph[] = [];
  const steps = new Steps(scan);
  for (let index = 0; ; index += 1) {
    if (items.length === MAX_COUNT && believesHasMore(scan, index, window)) return { items, more: true };
    const item = scan.items[index] ?? (await steps.at(index, count + 1 - items.length));
    if (item === null || isEnd(scan, index, item, window)) return { items, more: noMore(item, window) };
    if (!isInRange(window, item)) continue;
    if (items.length === count) return { items, more: true };
    items.push(item);
  }
}

/** Takes all paragraphs of a window from an ascending scan. `needed`: about how many. @throws as `takeHead` does. */
export async function takeAll(scan: Scan, window: Window, needed: number): Promise<readonly PositionedParagraph[]> {
  const items: PositionedParagraph[] = [];
  const steps = new Steps(scan);
  for (let index = 0; ; index += 1) {
    const item = scan.items[index] ?? (await steps.at(index, needed));
    if (item === null || isEnd(scan, index, item, window)) {
      noMore(item, window);
      return items;
    }
    if (isInRange(window, item)) items.push(item);
  }
}

/** Nothing of the window follows. @throws NeedsWholeTranscript if the window's own end was not found. */
function noMore(item: PositionedParagraph | null, { before }: Window): false {
  if (item === null && before !== null) throw new NeedsWholeTranscript();
  return false;
}

function believesHasMore(scan: Scan, index: number, { before, until }: Window): boolean {
  return index === scan.items.length && scan.saysMore && before === null && until === Infinity;
}

/** True for the first paragraph after a window: its `before`, or one from `until` on unless times are known to fall. */
function isEnd(scan: Scan, index: number, item: PositionedParagraph, { before, until }: Window): boolean {
  if (before !== null) {
    if (isSameParagraph(item, before)) return true;
    if (mayBeAfter(item, before) && !isAhead(scan, index, before)) throw new NeedsWholeTranscript();
  }
  return item.startTime >= until && !scan.isOutOfOrder;
}

/** True if a paragraph may be after a position that was not found: it starts later, or is at the position's place. */
function mayBeAfter(item: Position, { startTime, rank }: Position): boolean {
  return item.startTime > startTime || (item.startTime === startTime && item.rank >= rank);
}

function isAhead({ items }: Scan, index: number, position: Position): boolean {
  return items.some((item, at) => at > index && isSameParagraph(item, position));
}

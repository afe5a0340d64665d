import { haveSameContent, haveSameToken, type Position } from "../position.js";
import type { ParagraphRef } from "../reader.js";
import { findParagraphs, indexAfter, sliceTranscript, type TranscriptList } from "../transcript-list.js";
import { isInRange, type Slice, type Window } from "../window.js";
import type { CachedTranscript, Demand } from "./cached-transcript.js";

/** The whole transcript. */
export const WHOLE: Demand = {
  needsWhole: true,
  coverage: ({ exhausted }) => (exhausted ? "end" : "whole"),
};

/** All paragraphs with these references. */
export function lookupDemand(refs: readonly ParagraphRef[]): Demand {
  return {
    needsWhole: false,
    coverage: ({ items, exhausted }) => {
      // The last paragraph may have grown since.
      const settled = items.slice(0, -1);
      if (!findParagraphs(settled, refs).includes(null)) return "prefix";
      return exhausted ? "end" : "whole";
    },
  };
}

/** Everything that a window shows, including its flags. */
export function windowDemand(window: Window): Demand {
  return {
    needsWhole: false,
    coverage: (transcript) => {
      if (isCoveredByPrefix(transcript, window)) return "prefix";
      if (transcript.exhausted) return mayHaveGrown(transcript.items, window) ? "grown" : "end";
      return isSequential(transcript.items, window) ? "next-page" : "whole";
    },
  };
}

/** Fills a window from a transcript that covers it. */
export function sliceCovered(transcript: CachedTranscript, window: Window): Slice {
  const slice = sliceTranscript(transcript.items, window);
  if (!endsWithPage(transcript, window)) return slice;
  return window.reversed ? { ...slice, hasPreviousPage: true } : { ...slice, hasNextPage: true };
}

/** True if a window is the same whatever follows: both its ends are there, or more paragraphs than it can show. */
function isCoveredByPrefix(transcript: CachedTranscript, window: Window): boolean {
  const { items } = transcript;
  const { after, before, side, count } = window;
  if (after !== null && indexOf(items, after) === null) return false;
  if (before !== null) return isSettled(items, before);
  if (side === "tail") return false;
  return countInside(items, window) > count || endsWithPage(transcript, window);
}

/** True if the paragraph of one of the window's cursors may have been added after the last of these. */
function mayHaveGrown(items: TranscriptList, { after, before }: Window): boolean {
  return [after, before].some((position) => position !== null && mayBeAdded(items, position));
}

function mayBeAdded(items: TranscriptList, position: Position): boolean {
  if (indexOf(items, position) !== null) return false;
  const { index } = position;
  if (items.every(({ startTime }) => startTime < position.startTime)) return true;
  if (index !== null && index >= 0) return index >= items.length;
  // Times may begin again with another recording, so its time does not show that it is earlier.
  return !items.some((item) => haveSameContent(item, position));
}

/** True if a position's paragraph is there and is not the last one, which may still grow. */
function isSettled(items: TranscriptList, position: Position): boolean {
  const index = indexOf(items, position);
  return index !== null && index < items.length - 1;
}

/** True if the window ends at the end of the pages read so far, and the upstream has said that more follows. */
function endsWithPage({ items, saysMore, exhausted }: CachedTranscript, window: Window): boolean {
  const { side, before, from, until, count } = window;
  const isOpen = side === "head" && before === null && from === 0 && until === Infinity;
  return isOpen && saysMore && !exhausted && count > 0 && countInside(items, window) === count;
}

/** The number of a window's paragraphs after its beginning; counts to one more than the window can show. */
function countInside(items: TranscriptList, window: Window): number {
  const start = window.after === null ? 0 : indexAfter(items, window.after);
  let inside = 0;
  for (let index = start; index < items.length && inside <= window.count; index += 1) {
    const item = items[index];
    if (item !== undefined && isInRange(window, item)) inside += 1;
  }
  return inside;
}

/** True if the window needs exactly the paragraphs after the pages read so far. */
function isSequential(items: TranscriptList, { side, after, before, from, until }: Window): boolean {
  const isOpen = side === "head" && before === null && from === 0 && until === Infinity;
  return isOpen && (after === null || indexOf(items, after) !== null);
}

/** The index of a position's paragraph if it is certain; null if a later paragraph could fit better. */
function indexOf(items: TranscriptList, position: Position): number | null {
  const byToken = items.findIndex((item) => haveSameToken(item, position) === true);
  if (byToken !== -1) return byToken;
  const standing = position.index === null ? undefined : items[position.index];
  if (standing === undefined || !haveSameContent(standing, position)) return null;
  return haveSameToken(standing, position) === false ? null : position.index;
}

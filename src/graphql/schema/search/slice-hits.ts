import type { PositionedParagraph } from "../../../transcript/position.js";
import { indexBefore, indexAfter } from "../../../transcript/transcript-list.js";
import { DEFAULT_COUNT, type Slice, type WindowArguments } from "../../../transcript/window.js";

/**
 * Slices the hits of a search (Relay Cursor Connections, section 4.4). A cursor is a place in the transcript, and a hit
 * is before or after it by its paragraph's place. So a cursor stays valid when hits are added or removed.
 */
export function sliceHits(
  transcript: readonly PositionedParagraph[],
  hits: readonly PositionedParagraph[],
  { first, last, after, before }: Pick<WindowArguments, "first" | "last" | "after" | "before">,
): Slice {
  const start = after === null ? 0 : countBefore(transcript, hits, indexAfter(transcript, after));
  const end = before === null ? hits.length : countBefore(transcript, hits, indexBefore(transcript, before));
  const inside = hits.slice(start, Math.max(start, end));
  const count = first ?? last ?? DEFAULT_COUNT;
  const more = inside.length > count;
  return last === null
    ? { items: inside.slice(0, count), hasNextPage: more, hasPreviousPage: start > 0 }
    : {
        items: inside.slice(Math.max(0, inside.length - count)),
        hasNextPage: end < hits.length,
        hasPreviousPage: more,
      };
}

/** The number of hits before a place in the transcript. */
function countBefore(
  transcript: readonly PositionedParagraph[],
  hits: readonly PositionedParagraph[],
  index: number,
): number {
  const front = new Set(transcript.slice(0, index));
  return hits.filter((hit) => front.has(hit)).length;
}

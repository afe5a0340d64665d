import type { TextRange } from "./folded-text.js";
import { type AlignedSegments, SegmentColumns } from "./segment-columns.js";

/** The maximum number of comparisons for the part of a text that differs from its segments: enough for 500 characters and 100 words. */
const MAX_COMPARISONS = 50_000;

/** A segment by its number, with its text. */
export interface Segment {
  readonly index: number;
  readonly text: string;
}

/**
 * Aligns segments with a part of a text that differs from them: the longest common subsequence of whole segments, measured in characters. Finds none
 * if that would take too many comparisons.
 */
export function alignMiddle(text: string, segments: readonly Segment[], { start, end }: TextRange): AlignedSegments {
  const aligned = new SegmentColumns();
  const width = end - start + 1;
  if (segments.length === 0 || width === 1 || segments.length * width > MAX_COMPARISONS) return aligned;
  // One row for each number of segments: how many characters they match before each offset.
  const best = new Int32Array((segments.length + 1) * width);
  for (const [row, segment] of segments.entries())
    for (let at = 0; at < width; at += 1) {
      const left = at === 0 ? 0 : (best[(row + 1) * width + at - 1] ?? 0);
      const above = best[row * width + at] ?? 0;
      best[(row + 1) * width + at] = Math.max(left, above, matchedAt(row, segment, at));
    }
  trace();
  return aligned.toReversed();

  /** The number of matched characters if the segment ends at an offset; 0 if it does not. */
  function matchedAt(row: number, segment: Segment, at: number): number {
    const from = at - segment.text.length;
    if (from < 0 || !text.startsWith(segment.text, start + from)) return 0;
    return (best[row * width + from] ?? 0) + segment.text.length;
  }

  function trace(): void {
    let at = width - 1;
    for (const [row, segment] of [...segments.entries()].toReversed()) {
      const wanted = best[(row + 1) * width + at] ?? 0;
      if (wanted === (best[row * width + at] ?? 0)) continue;
      while (at > 0 && (best[(row + 1) * width + at - 1] ?? 0) === wanted) at -= 1;
      aligned.add(segment.index, start + at - segment.text.length, start + at);
      at -= segment.text.length;
    }
  }
}

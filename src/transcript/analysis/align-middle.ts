import type { TextRange } from "./folded-text.js";
import { type AlignedSegments, SegmentColumns } from "./segment-columns.js";

/** The maximum number of comparisons for a part that differs: enough for 500 characters and 100 words. */
const MAX_COMPARISONS = 50_000;

/** A segment by its number, with its text. */
export interface Segment {
  readonly index: number;
  readonly text: string;
}

/**
 * Aligns segments with a part of a text that differs from them: the longest common subsequence of whole segments,
 * measured in characters. Finds none if that would take too many comparisons.
 */
export function alignMiddle(text: string, segments: readonly Segment[], { start, end }: TextRange): AlignedSegments {
  const width = end - start + 1;
  if (segments.length === 0 || width === 1 || segments.length * width > MAX_COMPARISONS) return new SegmentColumns();
  return traceBack(segments, start, countMatches(text, segments, start, width));
}

/** One row for each number of segments: the maximum number of characters that they match before each offset. */
function countMatches(text: string, segments: readonly Segment[], start: number, width: number): Int32Array[] {
  let above = new Int32Array(width);
  const rows = [above];
  for (const { text: wanted } of segments) {
    const row = new Int32Array(width);
    for (let at = 0; at < width; at += 1) {
      const from = at - wanted.length;
      const matched = from >= 0 && text.startsWith(wanted, start + from) ? (above[from] ?? 0) + wanted.length : 0;
      row[at] = Math.max(row[at - 1] ?? 0, above[at] ?? 0, matched);
    }
    rows.push((above = row));
  }
  return rows;
}

/** The segments that the last count in the last row has matched. */
function traceBack(segments: readonly Segment[], start: number, rows: readonly Int32Array[]): AlignedSegments {
  const aligned = new SegmentColumns();
  let at = (rows[0]?.length ?? 1) - 1;
  for (const [index, segment] of [...segments.entries()].toReversed()) {
    const [above, row] = [rows[index], rows[index + 1]];
    const matched = row?.[at] ?? 0;
    if (matched === (above?.[at] ?? 0)) continue;
    while (at > 0 && (row?.[at - 1] ?? 0) === matched) at -= 1;
    aligned.add(segment.index, start + at - segment.text.length, start + at);
    at -= segment.text.length;
  }
  return aligned.toReversed();
}

import type { SpokenTexts } from "../model.js";
import { alignMiddle, type Segment } from "./align-middle.js";
import { type AlignedSegments, SegmentColumns, type Segments } from "./segment-columns.js";

/**
 * Finds segments in a text, in order and without overlaps. First it matches segments from the start and from the end of
 * the text, with only white space and punctuation between them. Of the segments in the middle, it matches as many
 * characters as possible, or none if that would take too long. Segments that are not found are left out.
 */
export function alignSegments(text: string, spoken: SpokenTexts): AlignedSegments {
  const segments = toSegments(spoken);
  const head = alignFromStart(text, segments);
  const first = head.indices.length;
  if (first === segments.indices.length) return head;
  const start = head.ends[first - 1] ?? 0;
  const tail = alignFromEnd(text, segments, first, start);
  const between = segmentsBetween(segments, first, segments.indices.length - tail.indices.length);
  const middle = alignMiddle(text, between, { start, end: tail.starts[0] ?? text.length });
  return {
    indices: [...head.indices, ...middle.indices, ...tail.indices],
    starts: [...head.starts, ...middle.starts, ...tail.starts],
    ends: [...head.ends, ...middle.ends, ...tail.ends],
  };
}

const SPACE = /\s/;

function toSegments({ text, ends }: SpokenTexts): Segments {
  const columns = new SegmentColumns();
  const hasSpace = SPACE.test(text);
  let start = 0;
  for (let index = 0; index < ends.length; index += 1) {
    const end = ends[index] ?? start;
    if (hasSpace) addTrimmed(columns, index, text, start, end);
    else if (start < end) columns.add(index, start, end);
    start = end;
  }
  return { text, indices: columns.indices, starts: columns.starts, ends: columns.ends };
}

function addTrimmed(columns: SegmentColumns, index: number, text: string, start: number, end: number): void {
  let from = start;
  let to = end;
  while (from < to && SPACE.test(text.charAt(from))) from += 1;
  while (from < to && SPACE.test(text.charAt(to - 1))) to -= 1;
  if (from < to) columns.add(index, from, to);
}

/** Whether a segment begins at an offset of a text. */
function matchesAt(text: string, at: number, { text: all, starts, ends }: Segments, segment: number): boolean {
  const start = starts[segment] ?? 0;
  const end = ends[segment] ?? 0;
  if (at < 0 || at + end - start > text.length) return false;
  for (let offset = start; offset < end; offset += 1)
    if (all.charCodeAt(offset) !== text.charCodeAt(at + offset - start)) return false;
  return true;
}

function alignFromStart(text: string, segments: Segments): SegmentColumns {
  const aligned = new SegmentColumns();
  let end = 0;
  for (let segment = 0; segment < segments.indices.length; segment += 1) {
    const start = startAfter(text, end, segments, segment);
    if (start === null) break;
    end = start + lengthOf(segments, segment);
    aligned.add(segments.indices[segment] ?? 0, start, end);
  }
  return aligned;
}

/** Where a segment starts after an offset, with only white space and punctuation between; null if it does not. */
function startAfter(text: string, offset: number, segments: Segments, segment: number): number | null {
  if (matchesAt(text, offset, segments, segment)) return offset;
  if (!isFiller(text, offset)) return null;
  if (matchesAt(text, offset + 1, segments, segment)) return offset + 1;
  let start = offset + 1;
  while (isFiller(text, start)) start += 1;
  return matchesAt(text, start, segments, segment) ? start : null;
}

const lengthOf = ({ starts, ends }: Segments, segment: number) => (ends[segment] ?? 0) - (starts[segment] ?? 0);

/** `first`: the segments before this one, and the text before the offset `limit`, are already matched. */
function alignFromEnd(text: string, segments: Segments, first: number, limit: number): AlignedSegments {
  const aligned = new SegmentColumns();
  let start = text.length;
  for (let segment = segments.indices.length - 1; segment >= first; segment -= 1) {
    const end = endBefore(text, start, limit, segments, segment);
    if (end === null) break;
    start = end - lengthOf(segments, segment);
    aligned.add(segments.indices[segment] ?? 0, start, end);
  }
  return aligned.toReversed();
}

/** Where a segment ends before an offset, with only white space and punctuation between; null if it does not. */
function endBefore(text: string, offset: number, limit: number, segments: Segments, segment: number): number | null {
  const endsAt = (end: number) => {
    const start = end - lengthOf(segments, segment);
    return start >= limit && matchesAt(text, start, segments, segment);
  };
  if (endsAt(offset)) return offset;
  if (!isFiller(text, offset - 1)) return null;
  if (endsAt(offset - 1)) return offset - 1;
  let end = offset - 1;
  while (isFiller(text, end - 1)) end -= 1;
  return endsAt(end) ? end : null;
}

const FILLER = /[\s\p{P}]/u;

/** Whether there is white space or punctuation at an offset. */
const isFiller = (text: string, at: number) => text.charCodeAt(at) === 0x20 || FILLER.test(text.charAt(at));

function segmentsBetween({ text, indices, starts, ends }: Segments, first: number, end: number): readonly Segment[] {
  return indices
    .slice(first, end)
    .map((index, at) => ({ index, text: text.slice(starts[first + at], ends[first + at]) }));
}

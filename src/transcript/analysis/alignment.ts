import type { SpokenTexts } from "../model.js";
import type { TextRange } from "./folded-text.js";
import type { AlignedSegments } from "./segment-columns.js";
import { alignSegments } from "./align-segments.js";
import { countBelow } from "./sorted-numbers.js";

/** Finds the segments (words or sentences) of a part of a text. The segments need not add up to the text. */
export class Alignment {
  /** The segments that were found in the text, in order. */
  readonly #aligned: AlignedSegments;

  /** `segments`: in the order in which they are spoken. White space around and between them is ignored. */
  constructor(
    text: string,
    readonly segments: SpokenTexts,
  ) {
    this.#aligned = alignSegments(text, segments);
  }

  /**
   * The numbers of the first and the last segment of a part of the text; null if there is none. A part that differs
   * from the segments belongs to the segments that were not found there: "2020" belongs to "twenty" and "twenty".
   */
  segmentsUnder({ start, end }: TextRange): readonly [first: number, last: number] | null {
    const { starts, ends } = this.#aligned;
    const first = this.#firstFrom(countBelow(ends, start + 1), start);
    const last = this.#lastUntil(countBelow(starts, end) - 1, end);
    return first <= last ? [first, last] : null;
  }

  /** The number of the first segment at or after an offset. `next`: the first aligned segment that ends after it. */
  #firstFrom(next: number, start: number): number {
    const { indices, starts } = this.#aligned;
    const index = indices[next];
    if (index !== undefined && (starts[next] ?? 0) <= start) return index;
    return (indices[next - 1] ?? -1) + 1;
  }

  /** The number of the last segment before an offset. `previous`: the last aligned segment that starts before it. */
  #lastUntil(previous: number, end: number): number {
    const { indices, ends } = this.#aligned;
    const index = indices[previous];
    if (index !== undefined && (ends[previous] ?? 0) >= end) return index;
    return (indices[previous + 1] ?? this.segments.ends.length) - 1;
  }
}

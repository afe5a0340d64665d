/** Segments that were found in a text, as columns: their numbers and their offsets. */
export interface AlignedSegments {
  readonly indices: readonly number[];
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** Collects the segments that are found. */
export class SegmentColumns implements AlignedSegments {
  readonly indices: number[] = [];
  readonly starts: number[] = [];
  readonly ends: number[] = [];

  add(index: number, start: number, end: number): void {
    this.indices.push(index);
    this.starts.push(start);
    this.ends.push(end);
  }

  /** The same segments in the opposite order. */
  toReversed(): AlignedSegments {
    const { indices, starts, ends } = this;
    return { indices: indices.toReversed(), starts: starts.toReversed(), ends: ends.toReversed() };
  }
}

/** The segments with a text, without white space around it: their numbers, and their offsets in the joined text. */
export interface Segments extends AlignedSegments {
  readonly text: string;
}

import { freeMemory } from "../free-memory.js";
import type { JsonRows } from "../transcript/model.js";

/** Both offsets of a missing value. No value can begin at offset 0 of a body. */
export const ABSENT = 0;

/** A table with a smaller unused share is not copied. */
const MAX_UNUSED_SHARE = 0.25;

/** A view of the same bytes, to read several at a time. */
export function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}

/**
 * The sentences or the words of a page: the page's bytes, and the offsets of each value's JSON in them. A page has up
 * to 10,000 sentences and 100,000 words. As objects with strings they took most of the time and memory, although the
 * response contains the same JSON again.
 */
export class RowTable {
  readonly view: DataView;
  #valueOffsets: Int32Array | null;
  #end = 0;

  /** `bytes`: UTF-8 that never changes. `rows`: the expected number of rows. */
  constructor(
    readonly bytes: Buffer,
    readonly width: number,
    rows: number,
  ) {
    this.view = viewOf(bytes);
    this.#valueOffsets = new Int32Array(width * Math.max(rows, 1));
  }

  /**
   * Row by row, two offsets in `bytes` for each column: the start of the value's JSON, and the offset after it.
   * @throws Error after the release.
   */
  get valueOffsets(): Int32Array {
    if (this.#valueOffsets === null) throw new Error("a row of a page is read after the page's release");
    return this.#valueOffsets;
  }

  /** The number of rows. */
  get size(): number {
    return this.#end / this.width;
  }

  /** Adds a row without values, and returns its index in `valueOffsets`. */
  addRow(): number {
    const row = this.#end;
    this.#end += this.width;
    if (this.#end > this.valueOffsets.length) this.#grow();
    return row;
  }

  /** Removes all rows after the first `size`. */
  truncate(size: number): void {
    const end = size * this.width;
    this.valueOffsets.fill(ABSENT, end, this.#end);
    this.#end = end;
  }

  /** Releases unused memory, because the rows may be cached for long. No row may be added afterwards. */
  trim(): void {
    const { valueOffsets } = this;
    if (valueOffsets.length - this.#end > valueOffsets.length * MAX_UNUSED_SHARE)
      this.#valueOffsets = valueOffsets.slice(0, this.#end);
  }

  /** Frees the memory of the rows. A later read throws. */
  release(): void {
    if (this.#valueOffsets !== null) freeMemory(this.#valueOffsets);
    this.#valueOffsets = null;
  }

  #grow(): void {
    const { valueOffsets } = this;
    const grown = new Int32Array(valueOffsets.length * 2);
    grown.set(valueOffsets);
    this.#valueOffsets = grown;
  }
}

/** The sum of `measure` over the JSON lengths of a column's values, in bytes; the length of a missing value is 0. */
export function sumOfLengths(
  { table: { valueOffsets, width }, first, length }: JsonRows,
  column: number,
  measure: (length: number) => number,
): number {
  const end = (first + length) * width;
  let sum = 0;
  for (let at = first * width + column; at < end; at += width)
    sum += measure((valueOffsets[at + 1] ?? 0) - (valueOffsets[at] ?? 0));
  return sum;
}

import { BYTE, viewOf } from "../../packed/index.js";

const { zero: ZERO } = BYTE;

/**
 * Every copy moves at least this many bytes, eight at a time. Most values are shorter, and two fixed steps are faster
 * than a loop that stops at the value's end. So both buffers need this many bytes after the value. The next value
 * overwrites the surplus.
 */
export const REACH = 16;

/** Constant JSON in UTF-8, followed by `REACH` more bytes. */
export interface Literal {
  readonly view: DataView;
  /** The length of the JSON, without the bytes after it. */
  readonly length: number;
}

/** The literal of a text. It has a buffer of its own: a view into Buffer's pool would keep all 64 kB of it. */
export function toLiteral(json: string): Literal {
  const length = Buffer.byteLength(json);
  const bytes = Buffer.alloc(length + REACH);
  bytes.write(json);
  return { view: viewOf(bytes), length };
}

/** Copies the bytes from `start` to before `end`. Both views must have `REACH` more bytes. */
export function copyWide(to: DataView, at: number, from: DataView, start: number, end: number): void {
  to.setBigInt64(at, from.getBigInt64(start, true), true);
  to.setBigInt64(at + 8, from.getBigInt64(start + 8, true), true);
  const shift = at - start;
  for (let read = start + REACH; read < end; read += 8)
    to.setBigInt64(read + shift, from.getBigInt64(read, true), true);
}

/** Copies the bytes from `start` to before `end`. The source may end there. */
export function copyBytes(to: DataView, at: number, from: DataView, start: number, end: number): void {
  if (end + REACH <= from.byteLength) copyWide(to, at, from, start, end);
  else for (let read = start; read < end; read += 1) to.setUint8(at + read - start, from.getUint8(read));
}

/** Writes a whole number from 0 to 2^31-1, and returns the offset after it. */
export function writeDigits(to: DataView, at: number, value: number): number {
  if (value < 10) {
    to.setUint8(at, ZERO + value);
    return at + 1;
  }
  let end = at + 1;
  for (let limit = 10; value >= limit; limit *= 10) end += 1;
  let rest = value;
  for (let offset = end - 1; offset >= at; offset -= 1) {
    const tenth = Math.trunc(rest / 10);
    to.setUint8(offset, ZERO + rest - tenth * 10);
    rest = tenth;
  }
  return end;
}

/** The maximum length of a text that `packAscii` packs. */
export const MAX_PACKED = 4;

/** ASCII characters as one number, whose little-endian bytes are the text. @throws RangeError for a longer text. */
export function packAscii(text: string): number {
  if (text.length > MAX_PACKED) throw new RangeError(`"${text}" has more than ${MAX_PACKED} characters`);
  let packed = 0;
  for (let index = text.length - 1; index >= 0; index -= 1) packed = (packed << 8) | text.charCodeAt(index);
  return packed;
}

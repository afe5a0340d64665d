import { viewOf } from "../../packed/index.js";

/**
 * Bytes are copied by eights, sixteen at the least: most pieces of JSON are shorter, and a loop of unknown length costs more than the
 * bytes do. So there must be as many behind what is copied, on both sides; what is too many is written over later.
 */
export const REACH = 16;

/** JSON that is copied again and again: its UTF-8, with `REACH` bytes behind it. */
export interface Literal {
  readonly view: DataView;
  /** Without what is behind it. */
  readonly length: number;
}

/** The literal of a text. */
export function toLiteral(json: string): Literal {
  const bytes = Buffer.from(json);
  return { view: viewOf(Buffer.concat([bytes, Buffer.alloc(REACH)])), length: bytes.length };
}

/** Copies the bytes from `start` up to `end`, behind which there are `REACH` more. */
export function copyWide(to: DataView, at: number, from: DataView, start: number, end: number): void {
  to.setBigInt64(at, from.getBigInt64(start, true), true);
  to.setBigInt64(at + 8, from.getBigInt64(start + 8, true), true);
  const shift = at - start;
  for (let read = start + REACH; read < end; read += 8)
    to.setBigInt64(read + shift, from.getBigInt64(read, true), true);
}

/** Copies the bytes from `start` up to `end`, wherever the source ends. */
export function copyBytes(to: DataView, at: number, from: DataView, start: number, end: number): void {
  if (end + REACH <= from.byteLength) copyWide(to, at, from, start, end);
  else for (let read = start; read < end; read += 1) to.setUint8(at + read - start, from.getUint8(read));
}

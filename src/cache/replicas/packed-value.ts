import { promisify } from "node:util";
import { zstdCompress, zstdDecompress } from "node:zlib";
import { BrokenValue } from "./value-seal.js";

const compress = promisify(zstdCompress);
const decompress = promisify(zstdDecompress);

/** The largest value before compression, in bytes: about 55,000 paragraphs of the demo. A larger one is not shared. */
export const MAX_UNPACKED_BYTES = 67_108_864;

const LENGTH_BYTES = 4;

/** Compresses a value (zstd) outside the event loop, and puts its uncompressed length first. */
export async function pack(value: Buffer): Promise<Buffer> {
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32BE(value.length);
  return Buffer.concat([length, await compress(value)]);
}

/** The uncompressed length that a packed value states. @throws BrokenValue if it is out of range. */
export function unpackedLength(packed: Buffer): number {
  const length = packed.length < LENGTH_BYTES ? 0 : packed.readUInt32BE();
  if (length === 0 || length > MAX_UNPACKED_BYTES) throw new BrokenValue("content");
  return length;
}

/** The uncompressed value. @throws BrokenValue if its length differs from the stated one. */
export async function unpack(packed: Buffer): Promise<Buffer> {
  const length = unpackedLength(packed);
  const value = await decompress(packed.subarray(LENGTH_BYTES), { maxOutputLength: length }).catch(() => null);
  if (value === null || value.length !== length) throw new BrokenValue("content");
  return value;
}

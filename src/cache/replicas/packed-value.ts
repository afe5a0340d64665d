import { promisify } from "node:util";
import { zstdCompress, zstdDecompress } from "node:zlib";
import { BrokenValue } from "./value-seal.js";

const compress = promisify(zstdCompress);
const decompress = promisify(zstdDecompress);

/** What a value may take unpacked, in bytes: some 55,000 paragraphs of the demo's. A longer one is not shared. */
export const MAX_UNPACKED_BYTES = 67_108_864;

const LENGTH_BYTES = 4;

/** Compresses a value (zstd) outside of the event loop; its length stands in front. */
export async function pack(value: Buffer): Promise<Buffer> {
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32BE(value.length);
  return Buffer.concat([length, await compress(value)]);
}

/** The length of a packed value before it was packed. @throws BrokenValue when that is absurd. */
export function unpackedLength(packed: Buffer): number {
  const length = packed.length < LENGTH_BYTES ? 0 : packed.readUInt32BE();
  if (length === 0 || length > MAX_UNPACKED_BYTES) throw new BrokenValue("content");
  return length;
}

/** The value as it was. @throws BrokenValue when it does not have the length that it claims. */
export async function unpack(packed: Buffer): Promise<Buffer> {
  const length = unpackedLength(packed);
  const value = await decompress(packed.subarray(LENGTH_BYTES), { maxOutputLength: length }).catch(() => null);
  if (value === null || value.length !== length) throw new BrokenValue("content");
  return value;
}

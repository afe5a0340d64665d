import { constants } from "node:zlib";
import compress from "@fastify/compress";
import type { FastifyInstance } from "fastify";

/** A smaller response fits into a few packets as it is. */
const MIN_BYTES = 4096;

/** Output in few large pieces: each is a round from the thread that compresses to the event loop. */
const CHUNK_BYTES = 65_536;

/**
 * Compresses responses for whoever accepts it: zstd, which is both the fastest and nearly the smallest, else Brotli, else gzip, at the levels
 * whose time a fast network would not win back (docs/adr/0007-operations.md). It happens in zlib's threads, never on the event loop. Must come before the
 * routes. Compressed requests are not taken: a few bytes of one can become any number.
 */
export async function registerCompression(app: FastifyInstance): Promise<void> {
  await app.register(compress, {
    encodings: ["zstd", "br", "gzip"],
    threshold: MIN_BYTES,
    syncThreshold: 0,
    zlibOptions: { level: constants.Z_BEST_SPEED, chunkSize: CHUNK_BYTES },
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 3 }, chunkSize: CHUNK_BYTES },
    globalDecompression: false,
  });
}

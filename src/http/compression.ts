import { constants } from "node:zlib";
import compress from "@fastify/compress";
import type { FastifyInstance } from "fastify";

/** A smaller response fits into a few packets uncompressed. */
const MIN_BYTES = 4096;

/** Large chunks, because each chunk costs a switch from the compressing thread to the event loop. */
const CHUNK_BYTES = 65_536;

/**
 * Compresses responses for clients that accept it: with zstd, which is the fastest and compresses nearly best,
 * otherwise with Brotli or gzip. At these levels compression saves time on lines up to about 800 Mbit/s
 * (docs/adr/0007-operations.md). It runs in zlib's threads, never on the event loop. Call this before the routes are
 * registered. Compressed requests are refused, because a few compressed bytes can expand to any size.
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

import type { FastifyInstance } from "fastify";

/** Shorter responses leave the process at once: the system's buffers take them. */
const SHORT_BYTES = 65_536;

/** For a reader that is slow to begin. */
const GRACE_MS = 10_000;

/** A timer of Node.js that is set to more goes off at once. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/**
 * Ends the connection of a caller that does not read its response to the end in time: at `minBytesPerSecond`, after a time of
 * grace. Until then the response takes up memory that others need. 0: never.
 */
export function registerSlowReaders(app: FastifyInstance, minBytesPerSecond: number, graceMs: number = GRACE_MS): void {
  if (minBytesPerSecond === 0) return;
  app.addHook("onSend", async (request, reply, payload: unknown) => {
    const length = Buffer.isBuffer(payload) || typeof payload === "string" ? payload.length : 0;
    if (length < SHORT_BYTES) return;
    const limitMs = Math.min(graceMs + (1000 * length) / minBytesPerSecond, MAX_TIMER_MS);
    const timer = setTimeout(() => {
      request.log.info({ length }, "a response was read too slowly: its connection is ended");
      reply.raw.destroy();
    }, limitMs);
    reply.raw.once("close", () => clearTimeout(timer));
  });
}

import type { FastifyInstance } from "fastify";

/** Shorter responses leave the process at once, into the operating system's buffers. */
const SHORT_BYTES = 65_536;

/** Added to every client's time. */
const GRACE_MS = 10_000;

/** Node.js fires a longer timer at once. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/**
 * Closes the connection of a client that reads its response too slowly: it has the time that the length takes at
 * `minBytesPerSecond`, plus a grace period. Until then the response holds memory that others need. 0: never.
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

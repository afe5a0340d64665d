import type { FastifyInstance } from "fastify";

/** Shorter responses go into the operating system's buffers at once. */
const SHORT_BYTES = 65_536;

/** Added to every client's time. */
const GRACE_MS = 10_000;

/** The maximum of Node.js's timers. A longer timer would fire at once. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/**
 * Closes the connection of a client that reads its response too slowly, because the response holds memory that others
 * need. The client has the time for `minBytesPerSecond`, plus a grace period; 0: any time. The server's own limit for
 * connections on which no byte moves closes it too, and the log has the same line.
 */
export function registerSlowReaders(app: FastifyInstance, minBytesPerSecond: number, graceMs: number = GRACE_MS): void {
  app.addHook("onSend", async (request, reply, payload: unknown) => {
    const length = Buffer.isBuffer(payload) || typeof payload === "string" ? payload.length : 0;
    if (length < SHORT_BYTES || reply.raw.destroyed) return;
    const limitMs = Math.min(graceMs + (1000 * length) / minBytesPerSecond, MAX_TIMER_MS);
    const close = () => {
      request.log.info({ length }, "a response was read too slowly: its connection is closed");
      reply.raw.destroy();
    };
    const timer = setTimeout(close, limitMs);
    reply.raw.once("timeout", close).once("close", () => clearTimeout(timer));
  });
}

import type { FastifyInstance } from "fastify";

/**
 * The headers of a response with data. A browser must not guess its type, frame it, run anything in it, or store it.
 * Pages and files that need other headers overwrite these. `Strict-Transport-Security` belongs to the server that ends
 * TLS.
 */
const HEADERS = {
  "cache-control": "private, no-store",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
} as const;

/** Adds them to every response. */
export function registerSecurityHeaders(app: FastifyInstance): void {
  app.addHook("onRequest", async (_request, reply) => {
    reply.headers(HEADERS);
  });
}

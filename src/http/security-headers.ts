import type { FastifyInstance } from "fastify";

/**
 * What an answer with data in it needs: no browser takes it for anything else, shows it inside another page, runs anything in
 * it, or keeps it. Pages and files that need other ones overwrite these. `Strict-Transport-Security` belongs to whoever ends TLS.
 */
const HEADERS = {
  "cache-control": "private, no-store",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
} as const;

/** Puts them on every answer. */
export function registerSecurityHeaders(app: FastifyInstance): void {
  app.addHook("onRequest", async (_request, reply) => {
    reply.headers(HEADERS);
  });
}

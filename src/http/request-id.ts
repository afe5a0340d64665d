import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { FastifyInstance } from "fastify";

/** Ids that are safe in a log line and in a header. */
const SAFE = /^[\w.:=+/@-]{1,128}$/;

/** The header with the id of a request. */
export const REQUEST_ID_HEADER = "x-request-id";

/** The caller's `x-request-id` if it is safe, otherwise a new id. */
export function chooseRequestId({ headers }: IncomingMessage): string {
  const given = headers[REQUEST_ID_HEADER];
  return typeof given === "string" && SAFE.test(given) ? given : randomUUID();
}

/** Adds the id of the log lines to every response. */
export function registerRequestId(app: FastifyInstance): void {
  app.addHook("onRequest", async (request, reply) => {
    reply.header(REQUEST_ID_HEADER, request.id);
  });
}

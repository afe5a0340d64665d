import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { FastifyInstance } from "fastify";

/** What may stand in a log line and in a header as it is. */
const SAFE = /^[\w.:=+/@-]{1,128}$/;

/** The caller's `x-request-id` where it is harmless, otherwise a new one. */
export function chooseRequestId({ headers }: IncomingMessage): string {
  const given = headers["x-request-id"];
  return typeof given === "string" && SAFE.test(given) ? given : randomUUID();
}

/** Every answer bears the id that its log lines bear. */
export function registerRequestId(app: FastifyInstance): void {
  app.addHook("onRequest", async (request, reply) => {
    reply.header("x-request-id", request.id);
  });
}

import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from "fastify";

/** Why a request was refused before GraphQL saw it. */
interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly retryAfterMs?: number;
}

const METHODS: readonly HTTPMethods[] = ["GET", "HEAD", "POST"];

/** Refuses a request before GraphQL sees it, in the format of GraphQL errors. */
export function refuse(reply: FastifyReply, status: number, { code, message, retryAfterMs }: Refusal): FastifyReply {
  const retry = retryAfterMs === undefined ? { retryable: false } : { retryable: true, retryAfterMs };
  if (retryAfterMs !== undefined) reply.header("retry-after", String(Math.ceil(retryAfterMs / 1000)));
  return reply
    .code(status)
    .type("application/json; charset=utf-8")
    .send(JSON.stringify({ errors: [{ message, extensions: { code, ...retry } }] }));
}

/**
 * Replies to a request without a route (404), with a wrong method (405, and 204 for OPTIONS, each with `Allow`), and to
 * every failure of Fastify. No reply contains a stack or anything that the caller sent.
 */
export function registerErrorReplies(app: FastifyInstance): void {
  app.setNotFoundHandler(refuseRoute);
  app.setErrorHandler(refuseError);
}

function refuseRoute({ method, url, server }: FastifyRequest, reply: FastifyReply): FastifyReply {
  const path = url.split("?", 1)[0] ?? "";
  const allowed = METHODS.filter((candidate) => server.hasRoute({ method: candidate, url: path }));
  if (allowed.length === 0)
    return refuse(reply, 404, { code: "NOT_FOUND", message: "there is nothing here; the API is at /graphql" });
  reply.header("allow", [...allowed, "OPTIONS"].join(", "));
  if (method === "OPTIONS") return reply.code(204).send();
  return refuse(reply, 405, { code: "METHOD_NOT_ALLOWED", message: `this takes ${allowed.join(", ")}` });
}

function refuseError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const status = error.statusCode ?? 500;
  if (status === 413) {
    const message = `the request body has more than ${request.server.initialConfig.bodyLimit} bytes`;
    return refuse(reply, 413, { code: "OPERATION_TOO_COSTLY", message });
  }
  if (status >= 400 && status < 500) return refuse(reply, status, { code: "BAD_REQUEST", message: toMessage(error) });
  // Nobody reads this response any more, so its end is no failure.
  if (reply.raw.destroyed) request.log.info("the caller hung up before the response was complete");
  else request.log.error({ err: error }, "a request failed inside the gateway");
  return refuse(reply, 500, { code: "INTERNAL_SERVER_ERROR", message: "the gateway failed; its log says why" });
}

/** Some of Fastify's own messages quote the request. */
function toMessage({ code }: FastifyError): string {
  if (code === "FST_ERR_CTP_INVALID_MEDIA_TYPE") return "the content type must be application/json";
  if (code === "FST_ERR_CTP_EMPTY_JSON_BODY") return "the request body is empty";
  if (code === "FST_ERR_CTP_INVALID_CONTENT_LENGTH")
    return "the request body is not as long as its content-length says";
  return "the request body is not valid JSON";
}

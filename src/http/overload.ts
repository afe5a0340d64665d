import { getHeapStatistics } from "node:v8";
import underPressure from "@fastify/under-pressure";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { refuse } from "./error-replies.js";
import { Turns } from "./turns.js";

/** When the gateway turns requests away; 0: not for that reason. */
export interface OverloadOptions {
  /** Operations that are being answered at a time. */
  readonly maxOperations: number;
  /** How far behind the event loop may be, in milliseconds, over the last second. */
  readonly maxEventLoopDelayMs: number;
  /** Of V8's heap limit, and of the memory that the process may have. */
  readonly maxMemoryPercent: number;
}

const RETRY_AFTER_MS = 5000;

/**
 * Gives the hooks for `/graphql` that answer 503 with `Retry-After` while there is more to do than can be done: before memory
 * runs out, and while those who wait still get their responses. Health and metrics go on, since they say what is the matter. One looks when
 * a request begins, the other when its body is there and it is its turn: requests may send their headers early, and their bodies all together.
 */
export function registerOverload(app: FastifyInstance, options: OverloadOptions) {
  const { maxOperations, maxEventLoopDelayMs, maxMemoryPercent } = options;
  app.register(underPressure, {
    maxEventLoopDelay: maxEventLoopDelayMs,
    maxHeapUsedBytes: (getHeapStatistics().heap_size_limit * maxMemoryPercent) / 100,
    maxRssBytes: (process.constrainedMemory() * maxMemoryPercent) / 100,
    pressureHandler: () => undefined,
  });
  let operations = 0;
  const turns = new Turns();
  parseInTurn(app, turns);
  const onBody = async (request: FastifyRequest, reply: FastifyReply) => {
    if (request.body === undefined) await turns.next();
    return app.isUnderPressure() ? turnAway(reply) : undefined;
  };
  const onRequest = async (_request: FastifyRequest, reply: FastifyReply) => {
    if (app.isUnderPressure() || (maxOperations > 0 && operations >= maxOperations)) return turnAway(reply);
    operations += 1;
    reply.raw.once("close", () => {
      operations -= 1;
    });
    return undefined;
  };
  return { onRequest, onBody };
}

/** A body waits as text for its request's turn: to parse many at once would hold up new connections. */
function parseInTurn(app: FastifyInstance, turns: Turns): void {
  const parse = app.getDefaultJsonParser("error", "error");
  app.addContentTypeParser<string>("application/json", { parseAs: "string" }, (request, body, done) => {
    void turns.next().then(() => parse(request, body, done));
  });
}

function turnAway(reply: FastifyReply): FastifyReply {
  const message = "the gateway has more to do than it can; try again later";
  return refuse(reply, 503, { code: "RATE_LIMITED", message, retryAfterMs: RETRY_AFTER_MS });
}

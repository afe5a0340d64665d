import { getHeapStatistics } from "node:v8";
import underPressure from "@fastify/under-pressure";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { refuse } from "./error-replies.js";
import { RequestSlices } from "./request-slices.js";
import { onResponseEnd } from "./response-end.js";

/** The limits above which the gateway refuses requests; 0: no limit. */
export interface OverloadOptions {
  /** Operations that run at the same time. */
  readonly maxOperations: number;
  /** The maximum delay of the event loop over the last second, in milliseconds. */
  readonly maxEventLoopDelayMs: number;
  /** Of V8's heap limit, and of the memory that the process may use. */
  readonly maxMemoryPercent: number;
}

const RETRY_AFTER_MS = 5000;

/**
 * Returns hooks for `/graphql` that reply 503 with `Retry-After` while the gateway is overloaded. They act before
 * memory runs out and while the waiting callers can still get their responses. Health and metrics stay available,
 * because they show the cause. The first hook runs when a request begins. The second runs when its body has arrived and
 * its turn has come, because many requests may send their headers early and their bodies together. Only then does a
 * request count as an operation: callers who send no body cannot take all places. While the gateway is under pressure,
 * bodies that arrive in several parts are cut off, because nothing else limits the memory for them.
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
  const slices = new RequestSlices();
  parseInSlices(app, slices);
  const isOverloaded = () => app.isUnderPressure() || (maxOperations > 0 && operations >= maxOperations);
  const onRequest = async (_request: FastifyRequest, reply: FastifyReply) =>
    isOverloaded() ? refuseOverload(reply) : undefined;
  const onBody = async (request: FastifyRequest, reply: FastifyReply) => {
    if (request.body === undefined) await slices.next();
    if (isOverloaded()) return refuseOverload(reply);
    operations += 1;
    onResponseEnd(reply, () => {
      operations -= 1;
    });
    return undefined;
  };
  const preParsing = ({ raw }: FastifyRequest, _reply: FastifyReply, _payload: unknown, done: () => void) => {
    const onPart = () => app.isUnderPressure() && raw.socket.destroy();
    raw.once("data", () => raw.on("data", onPart));
    done();
  };
  return { onRequest, preParsing, onBody };
}

/** Parses a body when its request's turn has come. Parsing many bodies at once would delay new connections. */
function parseInSlices(app: FastifyInstance, slices: RequestSlices): void {
  const parse = app.getDefaultJsonParser("error", "error");
  app.addContentTypeParser<string>("application/json", { parseAs: "string" }, (request, body, done) => {
    void slices.next().then(() => parse(request, body, done));
  });
}

function refuseOverload(reply: FastifyReply): FastifyReply {
  const message = "the gateway is overloaded; try again later";
  return refuse(reply, 503, { code: "RATE_LIMITED", message, retryAfterMs: RETRY_AFTER_MS });
}

import type { ApolloServer } from "@apollo/server";
import { fastifyApolloHandler } from "@as-integrations/fastify";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Authenticate } from "../auth/authenticate.js";
import type { IsRouter } from "../auth/router-secret.js";
import { type Context, type ContextOptions, createContext } from "../graphql/context.js";
import type { Metrics } from "../observability/metrics.js";
import type { OperationActivity } from "../observability/operation-activity.js";
import type { Tracing } from "../observability/tracing.js";
import { registerCrossOrigin } from "./cross-origin.js";
import { type Drain, registerDrain } from "./drain.js";
import { registerHealth } from "./health.js";
import { countRequests, serveMetrics } from "./metrics.js";
import { type OverloadOptions, registerOverload } from "./overload.js";
import { type NoPlayground, type PlaygroundOptions, registerPlayground } from "./playground/playground.js";
import { refuse, registerErrorReplies } from "./error-replies.js";
import { refuseWithoutOperation } from "./operation-body.js";
import { registerRefusalLog } from "./refusal-log.js";
import { registerRequestId } from "./request-id.js";
import { onResponseEnd } from "./response-end.js";
import { registerSchemaFile } from "./schema-file.js";
import { registerSecurityHeaders } from "./security-headers.js";
import { freeWhenSent } from "./sent-body.js";
import { registerSlowReaders } from "./slow-readers.js";

/** A request that wants no cached data (RFC 9111, section 5.2.1.4). */
const NO_CACHE = /(?:^|,)\s*no-cache\s*(?:,|$)/i;

/** The parts of the gateway that the HTTP server needs. */
export interface AppOptions extends ContextOptions {
  readonly authenticate: Authenticate;
  readonly isRouter: IsRouter;
  /** The minimum speed at which a client must read a response; 0: no minimum. */
  readonly responseMinBytesPerSecond: number;
  readonly apollo: ApolloServer<Context>;
  readonly playground: PlaygroundOptions | NoPlayground;
  /** The text of `/schema.graphql`; null: there is no such route. */
  readonly schemaText: string | null;
  readonly overload: OverloadOptions;
  /** The origins whose pages may send requests. */
  readonly corsOrigins: readonly string[];
  /** Null: metrics are off. */
  readonly metrics: Metrics | null;
  /** False: another server has `/metrics`. */
  readonly servesMetrics: boolean;
  readonly tracing: Tracing;
  /** False while the gateway waits for a service that it requires at the start. */
  readonly isReady: () => boolean;
}

/**
 * Registers every route of the gateway, and the hooks of all routes. The GraphQL server must have started. Begin the
 * returned drain before you close the app.
 */
export function registerRoutes(app: FastifyInstance, options: AppOptions): Drain {
  const { schemaText, corsOrigins, responseMinBytesPerSecond, metrics, servesMetrics, isReady } = options;
  registerRequestId(app);
  registerSecurityHeaders(app);
  registerErrorReplies(app);
  registerCrossOrigin(app, corsOrigins);
  registerSlowReaders(app, responseMinBytesPerSecond);
  const drain = registerDrain(app);
  registerHealth(app, drain, isReady);
  if (metrics !== null) countRequests(app, metrics);
  if (metrics !== null && servesMetrics) serveMetrics(app, metrics);
  if (schemaText !== null) registerSchemaFile(app, schemaText);
  registerGraphQL(app, options);
  return drain;
}

function registerGraphQL(app: FastifyInstance, options: AppOptions): void {
  const { apollo, playground, overload, tracing } = options;
  const handler = fastifyApolloHandler(apollo, { context: toContext(options, registerRefusalLog(app)) });
  const { onRequest, preParsing, onBody } = registerOverload(app, overload);
  app.route({
    method: ["GET", "POST"],
    url: "/graphql",
    onRequest: [refuseUnknownHost, onRequest],
    preParsing,
    preHandler: [onBody, registerPlayground(app, playground), refuseWithoutOperation],
    handler: (request, reply) =>
      tracing.operation(request.headers, async () => {
        const body: unknown = await handler.call(app, request, reply);
        freeWhenSent(body, reply);
        return body;
      }),
  });
}

function toContext(options: AppOptions, activityOf: (request: FastifyRequest) => OperationActivity) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<Context> => {
    const origin = {
      credentials: await options.authenticate(request.headers),
      isRouter: options.isRouter(request.headers),
      activity: activityOf(request),
      wantsFresh: NO_CACHE.test(request.headers["cache-control"] ?? ""),
      onEnd: (listener: () => void) => onResponseEnd(reply, listener),
    };
    return createContext(origin, options);
  };
}

/** Refuses a request whose host is not valid in a URL, because Apollo Server needs a full URL. */
async function refuseUnknownHost({ host }: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> {
  if (URL.canParse(`http://${host}/`)) return undefined;
  return refuse(reply, 400, { code: "BAD_REQUEST", message: "the Host header names no host" });
}

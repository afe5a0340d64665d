import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from "fastify";
import { answerBrokenRequest } from "./broken-requests.js";
import { refuse } from "./error-replies.js";
import { chooseRequestId } from "./request-id.js";

/** How the HTTP server takes requests. */
export interface ServerOptions {
  readonly log: FastifyBaseLogger;
  readonly requestMaxBytes: number;
  /** For a whole request to arrive, headers and body. */
  readonly requestTimeoutMs: number;
  /** For an operation to be answered. */
  readonly operationTimeoutMs: number;
}

/**
 * The HTTP server, without routes. It bounds how long a request may take to arrive and how long it may be, and while it closes it
 * answers what has arrived. Its log has no lines of its own for requests: operations have theirs.
 */
export function createServer(options: ServerOptions): FastifyInstance {
  const { log, requestMaxBytes, requestTimeoutMs, operationTimeoutMs } = options;
  const app: FastifyInstance = fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: "requestId" }),
    bodyLimit: requestMaxBytes,
    requestTimeout: requestTimeoutMs,
    // For a connection on which nothing moves: whoever does not read an answer would hold its memory for ever.
    connectionTimeout: requestTimeoutMs + operationTimeoutMs,
    http: { headersTimeout: requestTimeoutMs, connectionsCheckingInterval: Math.min(5000, requestTimeoutMs) },
    return503OnClosing: false,
    requestIdHeader: false,
    genReqId: chooseRequestId,
    clientErrorHandler: (error, socket) => {
      answerBrokenRequest(error, socket, (code) => app.log.debug({ code }, "a request could not be read"));
    },
    frameworkErrors: (_error, _request, reply) => {
      void refuse(reply, 400, { code: "BAD_REQUEST", message: "the path or the method is malformed" });
    },
  });
  app.removeContentTypeParser("text/plain");
  return app;
}

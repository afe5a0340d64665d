import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from "fastify";
import { replyToBrokenRequest } from "./broken-requests.js";
import { refuse } from "./error-replies.js";
import { chooseRequestId } from "./request-id.js";

/** The limits of the HTTP server. */
export interface ServerOptions {
  readonly log: FastifyBaseLogger;
  readonly requestMaxBytes: number;
  /** The maximum time for a request to arrive, with headers and body. */
  readonly requestTimeoutMs: number;
  /** The maximum time for an operation. */
  readonly operationTimeoutMs: number;
}

/**
 * Creates the HTTP server, without routes. It limits the duration and the size of a request. When it closes, it
 * finishes the requests that have arrived. It logs no lines for requests; operations have their own line.
 */
export function createServer(options: ServerOptions): FastifyInstance {
  const { log, requestMaxBytes, requestTimeoutMs, operationTimeoutMs } = options;
  const app: FastifyInstance = fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: "requestId" }),
    bodyLimit: requestMaxBytes,
    requestTimeout: requestTimeoutMs,
    // Closes idle connections. Otherwise a client that does not read its response would keep memory for ever.
    connectionTimeout: requestTimeoutMs + operationTimeoutMs,
    http: {
      // Node.js compares the two when the server is created, and its own default is five minutes.
      requestTimeout: requestTimeoutMs,
      headersTimeout: requestTimeoutMs,
      connectionsCheckingInterval: Math.min(5000, requestTimeoutMs),
      // By default, Node.js silently uses the first `Authorization` or `Host`, and a proxy may have checked another.
      joinDuplicateHeaders: true,
    },
    return503OnClosing: false,
    requestIdHeader: false,
    genReqId: chooseRequestId,
    clientErrorHandler: (error, socket) => {
      replyToBrokenRequest(error, socket, (code) => app.log.debug({ code }, "a request could not be read"));
    },
    frameworkErrors: (_error, _request, reply) => {
      void refuse(reply, 400, { code: "BAD_REQUEST", message: "the path or the method is malformed" });
    },
  });
  app.removeContentTypeParser("text/plain");
  return app;
}

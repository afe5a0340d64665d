import fastify, { type FastifyInstance, LogController } from "fastify";
import { refuse } from "./refusals.js";
import { chooseRequestId } from "./request-id.js";

/** How the HTTP server takes requests. */
export interface ServerOptions {
  readonly logLevel: string;
  /** Where log lines go; null: the standard output. */
  readonly logStream: { write(line: string): void } | null;
  readonly requestMaxBytes: number;
  /** For a whole request to arrive, headers and body. */
  readonly requestTimeoutMs: number;
}

/** What Node hands over with an error of HTTP's parser: the bytes of the request, headers and all. */
const RAW_BYTES = { paths: ["err.rawPacket"], remove: true };

/**
 * The HTTP server, without routes. It bounds how long a request may take to arrive and how long it may be, and while it closes it
 * answers what has arrived. Its log has no lines of its own for requests: operations have theirs.
 */
export function createServer(options: ServerOptions): FastifyInstance {
  const { logLevel, logStream, requestMaxBytes, requestTimeoutMs } = options;
  const app = fastify({
    logger: { level: logLevel, redact: RAW_BYTES, ...(logStream !== null && { stream: logStream }) },
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: "requestId" }),
    bodyLimit: requestMaxBytes,
    requestTimeout: requestTimeoutMs,
    http: { headersTimeout: requestTimeoutMs, connectionsCheckingInterval: Math.min(5000, requestTimeoutMs) },
    return503OnClosing: false,
    requestIdHeader: false,
    genReqId: chooseRequestId,
    frameworkErrors: (_error, _request, reply) => {
      void refuse(reply, 400, { code: "BAD_REQUEST", message: "the path or the method is malformed" });
    },
  });
  app.removeContentTypeParser("text/plain");
  return app;
}

import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from "fastify";
import type { Metrics } from "../observability/metrics.js";

/** Counts every response by its route and status. */
export function countRequests(app: FastifyInstance, metrics: Metrics): void {
  app.addHook("onResponse", async (request, reply) => {
    metrics.onRequest(request.routeOptions.url ?? "none", reply.statusCode);
  });
}

/** Serves `/metrics` for Prometheus. */
export function serveMetrics(app: FastifyInstance, metrics: Metrics): void {
  app.get("/metrics", async (_request, reply) => {
    const { type, text } = await metrics.read();
    return reply.type(type).send(text);
  });
}

/** A separate server for `/metrics` alone, so that it need not be public. It does not listen yet. */
export function createMetricsServer(metrics: Metrics, log: FastifyBaseLogger): FastifyInstance {
  const server: FastifyInstance = fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    forceCloseConnections: true,
  });
  serveMetrics(server, metrics);
  return server;
}

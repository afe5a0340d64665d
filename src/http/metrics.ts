import type { FastifyInstance } from "fastify";
import type { Metrics } from "../observability/metrics.js";

/** Serves `/metrics` for Prometheus, and counts every answer by its route and status. */
export function registerMetrics(app: FastifyInstance, metrics: Metrics): void {
  app.addHook("onResponse", async (request, reply) => {
    metrics.onRequest(request.routeOptions.url ?? "none", reply.statusCode);
  });
  app.get("/metrics", async (_request, reply) => {
    const { type, text } = await metrics.read();
    return reply.type(type).send(text);
  });
}

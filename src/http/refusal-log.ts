import type { FastifyInstance, FastifyRequest } from "fastify";
import { readClient } from "../observability/client-info.js";
import { OperationActivity } from "../observability/operation-activity.js";

/**
 * Logs every request that is refused before it becomes an operation: 404, 405, 413, 415, overload. Operations have
 * their own line. The path is not logged, because callers put ids and tokens there. Returns a function that marks a
 * request as an operation.
 */
export function registerRefusalLog(app: FastifyInstance): (request: FastifyRequest) => OperationActivity {
  const activities = new WeakMap<FastifyRequest, OperationActivity>();
  app.addHook("onResponse", async (request, reply) => {
    if (reply.statusCode < 400 || activities.get(request)?.isReported === true) return;
    const client = readClient(request.headers);
    request.log.info(
      {
        method: request.method,
        route: request.routeOptions.url ?? "none",
        status: reply.statusCode,
        durationMs: Math.round(reply.elapsedTime),
        clientName: client.name,
        clientVersion: client.version,
      },
      "request refused",
    );
  });
  return (request) => {
    const activity = new OperationActivity(request.id, readClient(request.headers));
    activities.set(request, activity);
    return activity;
  };
}

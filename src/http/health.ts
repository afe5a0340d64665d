import type { FastifyInstance } from "fastify";
import type { Drain } from "./drain.js";

/**
 * `/health/live` shows that the process responds. `/health/ready` shows that it accepts requests; it is 503 until
 * `isReady`, and after the stop has begun. Neither calls the upstream: a throttled DingTalk is no reason to restart a
 * gateway or to remove it from a load balancer.
 */
export function registerHealth(app: FastifyInstance, drain: Pick<Drain, "begun">, isReady: () => boolean): void {
  app.get("/health/live", async () => ({ status: "live" }));
  app.get("/health/ready", async (_request, reply) => {
    if (drain.begun) return reply.code(503).send({ status: "stopping" });
    return isReady() ? { status: "ready" } : reply.code(503).send({ status: "waiting" });
  });
}

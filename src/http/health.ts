import type { FastifyInstance } from "fastify";
import type { Drain } from "./drain.js";

/**
 * `/health/live`: the process answers. `/health/ready`: it takes new requests; 503 until `isReady`, and from the moment it begins to stop.
 * Neither asks the upstream: a throttled DingTalk is no reason to restart or to take out a gateway.
 */
export function registerHealth(app: FastifyInstance, drain: Pick<Drain, "begun">, isReady: () => boolean): void {
  app.get("/health/live", async () => ({ status: "live" }));
  app.get("/health/ready", async (_request, reply) => {
    if (drain.begun) return reply.code(503).send({ status: "stopping" });
    return isReady() ? { status: "ready" } : reply.code(503).send({ status: "waiting" });
  });
}

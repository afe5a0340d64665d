import type { FastifyInstance } from "fastify";
import type { Drain } from "./drain.js";

/**
 * `/health/live`: the process answers. `/health/ready`: it takes new requests; 503 from the moment it begins to stop.
 * Neither asks the upstream: a throttled DingTalk is no reason to restart or to take out a gateway.
 */
export function registerHealth(app: FastifyInstance, drain: Pick<Drain, "begun">): void {
  app.get("/health/live", async () => ({ status: "live" }));
  app.get("/health/ready", async (_request, reply) =>
    drain.begun ? reply.code(503).send({ status: "stopping" }) : { status: "ready" },
  );
}

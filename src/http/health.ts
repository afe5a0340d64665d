import type { FastifyInstance } from "fastify";

/**
 * `/health/live`: the process answers. `/health/ready`: it takes new requests; 503 from the moment it begins to stop.
 * Neither asks the upstream: a throttled DingTalk is no reason to restart or to take out a gateway.
 */
export function registerHealth(app: FastifyInstance): void {
  let stopping = false;
  app.addHook("preClose", async () => {
    stopping = true;
  });
  app.get("/health/live", async () => ({ status: "live" }));
  app.get("/health/ready", async (_request, reply) =>
    stopping ? reply.code(503).send({ status: "stopping" }) : { status: "ready" },
  );
}

import type { FastifyInstance } from "fastify";

/** The time between the order to stop and the moment when no more requests are accepted. */
export interface Drain {
  /**
   * From now on `/health/ready` says 503, and every connection closes after its response. Requests are still accepted.
   */
  begin(): void;
  readonly begun: boolean;
}

/**
 * Closes connections after their response, so that a caller's next connection goes to another instance. Each response
 * decides this when it is sent, because a connection that stays open after the last response would delay the end.
 */
export function registerDrain(app: FastifyInstance): Drain {
  let begun = false;
  app.addHook("onSend", async (_request, reply) => {
    if (begun) reply.header("connection", "close");
  });
  return {
    begin: () => {
      begun = true;
    },
    get begun() {
      return begun;
    },
  };
}

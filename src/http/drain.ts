import type { FastifyInstance } from "fastify";

/** The time between being told to stop and taking nothing more. */
export interface Drain {
  /** From now on `/health/ready` says no, and every connection ends with its answer; requests are still taken. */
  begin(): void;
  readonly begun: boolean;
}

/**
 * Callers that keep connections open are told to make their next one, which then goes to another instance. That is settled when
 * an answer goes out: a connection that is kept open after the last answer would hold up the end.
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

import { setTimeout as pause } from "node:timers/promises";
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

/** How long requests are still accepted, and how long the last ones may then take. */
interface DrainTimes {
  readonly delayMs: number;
  readonly timeoutMs: number;
}

/** Accepts requests until load balancers have noticed the stop, then waits for the running ones. */
export async function drainInTime(app: FastifyInstance, { delayMs, timeoutMs }: DrainTimes): Promise<void> {
  const began = performance.now();
  await pause(delayMs);
  await closeInTime(app, timeoutMs);
  app.log.info({ durationMs: Math.round(performance.now() - began) }, "drained: no request is running any more");
}

/** Waits for running requests. After the timeout it cuts their connections, which also ends their upstream calls. */
async function closeInTime(app: FastifyInstance, timeoutMs: number): Promise<void> {
  const timer = setTimeout(() => {
    app.log.warn("the shutdown timeout is over: connections without a response are cut");
    app.server.closeAllConnections();
  }, timeoutMs);
  await app.close();
  clearTimeout(timer);
}

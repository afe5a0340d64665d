import type { FastifyReply } from "fastify";

/**
 * Calls the listener once, when the response has been sent or the caller is gone. The caller may have gone while its
 * body was read or its JWT was verified: then it is called at once, because no event follows.
 */
export function onResponseEnd({ raw }: FastifyReply, listener: () => void): void {
  if (raw.destroyed) listener();
  else raw.once("close", listener);
}

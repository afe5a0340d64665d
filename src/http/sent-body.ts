import type { FastifyReply } from "fastify";
import { freeMemory } from "../free-memory.js";

/** A smaller body is left to the garbage collector. */
const LARGE_BYTES = 65_536;

/**
 * Frees the memory of a large body when the operating system has all of it. Otherwise it waits for a full garbage
 * collection, because the body outlives several small ones while a client reads it. Only for a body that nothing else
 * uses. If the connection breaks, the body is left to the garbage collector.
 */
export function freeWhenSent(body: unknown, reply: FastifyReply): void {
  if (!Buffer.isBuffer(body) || body.length < LARGE_BYTES) return;
  // Not "close": that also follows a broken connection, on which a write may still read the body.
  reply.raw.once("finish", () => freeMemory(body));
}

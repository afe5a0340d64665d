import { z } from "zod";
import { parseRedisUrl } from "../../redis/redis-address.js";
import { flag, optional, PASSWORD_HINT, text, wholeNumber } from "../kinds.js";
import { section } from "../variable.js";

const address = optional(
  "REDIS_URL",
  "none: each replica works alone",
  "Redis or Valkey, shared by all replicas: `redis://user:password@host:port/database`, or `rediss://` for TLS; requires `CACHE_SECRET`",
  z.string().transform((given, context) => {
    try {
      return parseRedisUrl(given);
    } catch {
      context.addIssue(`must be redis://user:password@host:port/database, or rediss:// for TLS; ${PASSWORD_HINT}`);
      return z.NEVER;
    }
  }),
);

/** The store that replicas share. */
export const redis = section("Replicas and Redis", {
  address: { ...address, isSecret: true },
  required: flag("REDIS_REQUIRED", false, "`/health/ready` is 503 until Redis could be used for the first time"),
  keyPrefix: text(
    "REDIS_KEY_PREFIX",
    "minutes-graph:",
    "the prefix of every key, for ACL rules and for a Redis that other applications use too",
  ),
  timeoutMs: wholeNumber(
    "REDIS_TIMEOUT_MS",
    { min: 10, max: 10_000, default: 150 },
    "the max time that Redis may add to an operation; after a longer wait, Redis counts as down",
  ),
});

import { z } from "zod";
import { parseRedisUrl } from "../../redis/redis-address.js";
import { flag, text, wholeNumber } from "../kinds.js";
import { section, type Variable } from "../variable.js";

const url: Variable<string | null> = {
  name: "REDIS_URL",
  isSecret: true,
  defaultText: "none: each replica is on its own",
  meaning:
    "Redis or Valkey, shared by all replicas: `redis://user:password@host:port/database`, or `rediss://` for TLS; requires `CACHE_SECRET`",
  schema: () =>
    z
      .string()
      .refine(isRedisUrl, "must be redis://user:password@host:port/database, or rediss:// for TLS")
      .optional()
      .transform((given) => given ?? null),
};

function isRedisUrl(given: string): boolean {
  try {
    parseRedisUrl(given);
    return true;
  } catch {
    return false;
  }
}

/** What replicas share. */
export const redis = section("Replicas and Redis", {
  url,
  required: flag("REDIS_REQUIRED", false, "`/health/ready` says no until Redis has answered for the first time"),
  keyPrefix: text(
    "REDIS_KEY_PREFIX",
    "minutes-graph:",
    "begins every key, for ACL rules and for a Redis with other tenants",
  ),
  timeoutMs: wholeNumber(
    "REDIS_TIMEOUT_MS",
    { min: 10, max: 10_000, default: 150 },
    "what Redis may add to an operation; one that takes longer counts as an outage",
  ),
});

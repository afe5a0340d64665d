import { sections } from "./sections/index.js";
import type { Settings } from "./settings.js";

const { redis, cache } = sections;

/** Settings of Redis that are each allowed, and not together: one a line, without values. */
export function findRedisFaults({ redis: given, cache: { secrets } }: Pick<Settings, "redis" | "cache">): string[] {
  const { url, required } = redis.variables;
  const faults: string[] = [];
  if (given.url !== null && secrets.length === 0)
    faults.push(`${cache.variables.secrets.name}: must be set when ${url.name} is, the same on every replica`);
  if (given.url === null && given.required) faults.push(`${url.name}: must be set when ${required.name} is true`);
  return faults;
}

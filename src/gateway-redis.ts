import type { Config } from "./config/parse-config.js";
import type { Observability } from "./gateway-observers.js";
import { createRefusalLog } from "./observability/store-refusal-log.js";
import type { StoreObserver } from "./redis/redis-store.js";
import type { ConnectedStore } from "./redis/shared-store.js";

/** The timeout for connecting and logging in, with TLS. */
const CONNECT_TIMEOUT_MS = 1000;

/** Creates the store that replicas share, not yet connected. Null without `REDIS_URL`; then no client is loaded. */
export async function createStore({ redis }: Config, observability: Observability): Promise<ConnectedStore | null> {
  if (redis.address === null) return null;
  const [{ RedisStore }, { connectTo }] = await Promise.all([
    import("./redis/redis-store.js"),
    import("./redis/redis-connection.js"),
  ]);
  const open = connectTo(redis.address, CONNECT_TIMEOUT_MS);
  return new RedisStore({ ...redis, open, observer: watchStore(observability) });
}

function watchStore({ metrics, log }: Observability): StoreObserver {
  const logRefusal = createRefusalLog(log);
  return {
    onCommand: (failure, durationMs) => metrics?.onStoreCommand(failure, durationMs),
    onRefusal: logRefusal,
    onOutage: (reason) => {
      metrics?.onStoreOutage();
      log.warn(
        { reason },
        "Redis is unavailable: this process continues with its own memory and its share of the limits",
      );
    },
    onOtherReason: (reason) => log.warn({ reason }, "Redis is still unavailable"),
    onRecovery: (outageMs) => log.info({ outageMs: Math.round(outageMs) }, "Redis is available again"),
  };
}

/**
 * The secret for the names of rates, hours and app tokens, which replicas must share; null: there is none. It does not
 * depend on the order of the list, so replicas that list the same secrets in another order share the names.
 */
export function nameSecretOf({ cache: { secrets } }: Config): string | null {
  return secrets.toSorted()[0] ?? null;
}

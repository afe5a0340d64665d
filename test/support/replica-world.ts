import { setTimeout as pause } from "node:timers/promises";
import { ByteBudget } from "../../src/cache/byte-budget.js";
import { CacheKeys } from "../../src/cache/cache-keys.js";
import type { CacheOptions } from "../../src/cache/cache-parts.js";
import { PageParts } from "../../src/cache/replicas/page-parts.js";
import type { ReplicaParts } from "../../src/cache/replicas/replica-parts.js";
import { ValueSeal } from "../../src/cache/replicas/value-seal.js";
import { deriveKey } from "../../src/derive-key.js";
import type { RedisStore } from "../../src/redis/redis-store.js";
import { WaitingTime } from "../../src/redis/waiting-time.js";
import type { Page } from "../../src/transcript/model.js";
import { CachedWorld, DEFAULTS, type WorldCall } from "./cached-world.js";
import { viaJson } from "./page-via-json.js";

/** The cache of one replica, with the events of its second level. */
export interface Replica {
  readonly world: CachedWorld;
  readonly heard: string[];
}

/** The options of one replica. */
export interface ReplicaOptions extends Partial<CacheOptions> {
  readonly secrets?: readonly string[];
  /** The time for one operation; the default is long enough for a busy machine. */
  readonly waitMs?: number;
  /** The app's or the token's own secret, by identity. */
  readonly secretOf?: (identity: string) => string;
}

/** A replica over a store; `respond`: the upstream, whose pages are decoded from bytes. */
export function createReplica(
  store: RedisStore,
  respond: (call: WorldCall) => Promise<Page>,
  {
    secrets = ["the gateway's secret"],
    waitMs = 5000,
    secretOf = (identity) => identity,
    ...options
  }: ReplicaOptions = {},
): Replica {
  const heard: string[] = [];
  const maxAgeMs = options.maxAgeMs ?? DEFAULTS.maxAgeMs;
  const [keys, ...olderKeys] = secrets.map((secret) => new CacheKeys(secret, "https://api.dingtalk.io"));
  const replicas: ReplicaParts = {
    store,
    seal: new ValueSeal(secrets),
    pages: new PageParts(),
    bytesInFlight: new ByteBudget(1e9),
    remainingMs: ({ readAt }) => readAt + maxAgeMs - world.now,
    now: () => world.now,
    observer: {
      onSharedLookup: (result) => heard.push(result),
      onDefect: (error) => heard.push(`defect: ${String(error)}`),
      onSharedWrite: (result) => heard.push(`write: ${result}`),
      onBrokenValue: (reason) => heard.push(`reason: ${reason}`),
    },
  };
  const world: CachedWorld = new CachedWorld(async (call) => viaJson(await respond(call)), {
    ...(keys !== undefined && { keys }),
    olderKeys,
    replicas,
    ...options,
  });
  world.replicaFor = (identity) => ({
    deriveKey: async (secret, purpose) => deriveKey(secretOf(identity), secret, purpose),
    waiting: new WaitingTime(waitMs, () => store.reportSlow()),
  });
  return { world, heard };
}

/** Waits until a condition is true, for at most some seconds. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let waits = 0; !(await holds()); waits += 1) {
    if (waits > 400) throw new Error("it never held");
    await pause(10);
  }
}

/** Waits until a replica has written, or failed to write, this many entries in the background. */
export const written = ({ heard }: Replica, writes = 1): Promise<void> =>
  until(() => heard.filter((line) => line.startsWith("write")).length >= writes);

/** How often a replica has polled another one's lease. */
export function countPolls(store: RedisStore | undefined): () => number {
  if (store === undefined) throw new Error("there is no such replica");
  let polls = 0;
  const get = store.get.bind(store);
  store.get = (key) => {
    polls += 1;
    return get(key);
  };
  return () => polls;
}

import type { FastifyBaseLogger } from "fastify";
import type { Config } from "./config/parse-config.js";
import { nameSecretOf } from "./gateway-redis.js";
import type { SharedStore } from "./redis/shared-store.js";
import { ReplicaKeys } from "./upstream/replicas/replica-keys.js";
import { StoredCounts } from "./upstream/replicas/stored-counts.js";
import { StoredStarts } from "./upstream/replicas/stored-starts.js";
import type { CallLimits, ReserveListener } from "./upstream/resilience/call-limits.js";
import { MemoryCallCounter } from "./upstream/resilience/memory-call-counter.js";
import { MemoryStartRate } from "./upstream/resilience/memory-start-rate.js";
import type { ProtectionOptions } from "./upstream/resilience/protection.js";
import { SharedCallCounter } from "./upstream/resilience/shared-call-counter.js";
import { SharedStartRate, type StartListener } from "./upstream/resilience/shared-start-rate.js";
import type { StartLimits } from "./upstream/resilience/start-rate.js";

/** The parts that limits need. */
export interface LimitParts {
  readonly config: Config;
  readonly upstreamBaseUrl: URL;
  /** The store that replicas share; null: each process uses its share of the limits. */
  readonly store: SharedStore | null;
  readonly log: FastifyBaseLogger;
  /** Called for each start that replicas share. */
  readonly onStart: StartListener;
}

/** Creates the limits on calls to the upstream: for this process, or for all replicas together. */
export function createCallLimiters(parts: LimitParts): Pick<ProtectionOptions, "counter" | "rate"> {
  const { config, upstreamBaseUrl, store, log, onStart } = parts;
  const warn: ReserveListener = (count) =>
    log.warn(count, "only the reserve of the month's calls to the upstream is left");
  const secret = nameSecretOf(config);
  const share = limitsOf(config, "share");
  const ownRate = new MemoryStartRate(share);
  if (store === null || secret === null) {
    log.info({ callsPerMonth: share.callsPerMonth }, "calls of the month are counted from the start of this process");
    return { counter: new MemoryCallCounter(share, Date.now, warn), rate: ownRate };
  }
  const limits = limitsOf(config, "forAll");
  log.info({ callsPerMonth: limits.callsPerMonth }, "calls of the month are counted by all replicas together");
  const keys = new ReplicaKeys(secret, upstreamBaseUrl.href);
  const { workers, replicas } = config.deployment;
  const ofAll = { ...limits, replicas: workers * replicas };
  const counter = new SharedCallCounter(new StoredCounts(store, keys, limits), ofAll, Date.now, warn);
  // Without a limit on the rate, no starts are reserved.
  if (limits.callsPerSecond === 0 && limits.totalCallsPerSecond === 0) return { counter, rate: ownRate };
  const starts = new StoredStarts(store, keys, { ...limits, maxPauseMs: config.upstream.maxBanMs });
  return { counter, rate: new SharedStartRate(starts, ownRate, onStart) };
}

function limitsOf({ upstream, caller }: Config, scope: "forAll" | "share"): CallLimits & StartLimits {
  return {
    callsPerMonth: upstream.callsPerMonth[scope],
    callerCallsPerHour: caller.maxCallsPerHour,
    reservePercent: upstream.reservePercent,
    callsPerSecond: upstream.callsPerSecond[scope],
    totalCallsPerSecond: upstream.totalCallsPerSecond[scope],
  };
}

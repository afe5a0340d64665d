import { randomBytes } from "node:crypto";
import type { FastifyBaseLogger } from "fastify";
import type { Config } from "./config/parse-config.js";
import type { SharedStore } from "./redis/shared-store.js";
import { ReplicaKeys } from "./upstream/replicas/replica-keys.js";
import { StoredCounts } from "./upstream/replicas/stored-counts.js";
import { StoredStarts } from "./upstream/replicas/stored-starts.js";
import type { CallCounter } from "./upstream/resilience/call-counter.js";
import type { CallLimits, ReserveListener } from "./upstream/resilience/call-limits.js";
import { MemoryCallCounter } from "./upstream/resilience/memory-call-counter.js";
import { MemoryStartRate } from "./upstream/resilience/memory-start-rate.js";
import { SharedCallCounter } from "./upstream/resilience/shared-call-counter.js";
import { SharedStartRate, type StartListener } from "./upstream/resilience/shared-start-rate.js";
import type { StartLimits, StartRate } from "./upstream/resilience/start-rate.js";

/** The limits on the calls of all callers. */
export interface CallLimiters {
  readonly counter: CallCounter;
  readonly rate: StartRate;
}

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
export function createCallLimiters({ config, upstreamBaseUrl, store, log, onStart }: LimitParts): CallLimiters {
  const secret = config.cache.secrets.at(-1);
  const warn: ReserveListener = (count) =>
    log.warn(count, "only the reserve of the month's calls to the upstream is left");
  if (store === null || secret === undefined) return createOwnLimiters(config, log, warn);
  // While one secret replaces another, every replica knows the last one.
  const keys = new ReplicaKeys(secret, upstreamBaseUrl.href);
  return {
    counter: createSharedCounter(config, new StoredCounts(store, keys, limitsOf(config, "forAll")), log, warn),
    rate: createSharedRate(config, new StoredStarts(store, keys, toStartOptions(config)), onStart),
  };
}

type LimitScope = "forAll" | "share";

function limitsOf({ upstream, caller }: Config, scope: LimitScope): CallLimits & StartLimits {
  return {
    callsPerMonth: upstream.callsPerMonth[scope],
    callerCallsPerHour: caller.maxCallsPerHour,
    reservePercent: upstream.reservePercent,
    callsPerSecond: upstream.callsPerSecond[scope],
    totalCallsPerSecond: upstream.totalCallsPerSecond[scope],
  };
}

/** Without a shared store, the month's count starts with the process. The log says so. */
function createOwnLimiters(config: Config, log: FastifyBaseLogger, warn: ReserveListener): CallLimiters {
  const limits = limitsOf(config, "share");
  log.info({ callsPerMonth: limits.callsPerMonth }, "calls of the month are counted from the start of this process");
  return { counter: new MemoryCallCounter(limits, Date.now, warn), rate: new MemoryStartRate(limits) };
}

function createSharedCounter(
  config: Config,
  counts: StoredCounts,
  log: FastifyBaseLogger,
  warn: ReserveListener,
): CallCounter {
  const { workers, replicas } = config.deployment;
  const { callsPerMonth } = counts.limits;
  log.info({ callsPerMonth }, "calls of the month are counted by all replicas together");
  const limits = { ...counts.limits, replicas: workers * replicas };
  return new SharedCallCounter(counts, limits, randomBytes(8).toString("base64url"), Date.now, warn);
}

/** Without a limit on the rate, no starts are reserved. */
function createSharedRate(config: Config, starts: StoredStarts, onStart: StartListener): StartRate {
  const share = new MemoryStartRate(limitsOf(config, "share"));
  const { callsPerSecond, totalCallsPerSecond } = starts.options;
  return callsPerSecond === 0 && totalCallsPerSecond === 0 ? share : new SharedStartRate(starts, share, onStart);
}

const toStartOptions = (config: Config) => ({ ...limitsOf(config, "forAll"), maxPauseMs: config.upstream.maxBanMs });

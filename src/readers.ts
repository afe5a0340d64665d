import { randomBytes } from "node:crypto";
import { ByteBudget } from "./cache/byte-budget.js";
import { CacheKeys } from "./cache/cache-keys.js";
import type { CacheObserver } from "./cache/cache-observer.js";
import { PageParts } from "./cache/replicas/page-parts.js";
import type { ReplicaCaller, ReplicaObserver, ReplicaParts } from "./cache/replicas/replica-parts.js";
import { ValueSeal } from "./cache/replicas/value-seal.js";
import { type CacheStatus, TranscriptCache } from "./cache/transcript-cache.js";
import type { Config } from "./config/parse-config.js";
import { GatewayError } from "./errors.js";
import type { ReaderCaller, ReaderFactory } from "./graphql/context.js";
import type { Tracing } from "./observability/tracing.js";
import type { ConnectedStore } from "./redis/shared-store.js";
import { WaitingTime } from "./redis/waiting-time.js";
import type { Credentials } from "./transcript/credentials.js";
import { CachedReader } from "./transcript/cached/cached-reader.js";
import { CallBudget, limitSource } from "./transcript/call-budget.js";
import { PagedReader } from "./transcript/paged/paged-reader.js";
import type { ScanObserver } from "./transcript/scan/scan.js";
import type { UpstreamClient } from "./upstream/client.js";

/** The parts that readers need. */
export interface ReaderParts {
  readonly config: Config;
  readonly upstream: UpstreamClient;
  readonly upstreamBaseUrl: URL;
  readonly tracing: Tracing;
  readonly cacheObserver: CacheObserver & ReplicaObserver;
  /** The store that replicas share; null if there is none. */
  readonly store: ConnectedStore | null;
  readonly scanObserver: ScanObserver;
}

/** The readers of all operations. */
export interface Readers {
  readonly readerFor: ReaderFactory;
  /** Null: there is no cache. */
  readonly cacheStatus: CacheStatus | null;
}

/** Creates the readers of operations: over one shared cache, or page by page without a cache. */
export function createReaders(parts: ReaderParts): Readers {
  const cache = parts.config.cache.kind === "none" ? null : createCache(parts);
  return {
    readerFor: (caller) => {
      const budget = new CallBudget(parts.config.operation);
      const source = limitSource(parts.tracing.watch(parts.upstream.as(caller)), budget, caller.share);
      const paged = new PagedReader(source, parts.scanObserver);
      return cache === null ? paged : createCachedReader(parts, cache, caller, budget, paged);
    },
    get cacheStatus() {
      return cache?.status ?? null;
    },
  };
}

function createCache(parts: ReaderParts): TranscriptCache {
  const { config, upstreamBaseUrl, cacheObserver, scanObserver, store } = parts;
  const { maxAgeSeconds, tailSeconds, staleIfErrorSeconds, proofSeconds, secrets, ...rest } = config.cache;
  const maxAgeMs = 1000 * maxAgeSeconds;
  const [keys, ...olderKeys] = secrets.map((secret) => new CacheKeys(secret, upstreamBaseUrl.href));
  return new TranscriptCache({
    ...rest,
    maxAgeMs,
    tailMs: 1000 * tailSeconds,
    staleIfErrorMs: 1000 * staleIfErrorSeconds,
    proofMs: Math.min(1000 * proofSeconds, maxAgeMs),
    keys: keys ?? new CacheKeys(randomBytes(32).toString("base64url"), upstreamBaseUrl.href),
    olderKeys,
    replicas: store === null ? null : createReplicaParts(parts, store),
    pageSize: config.upstream.pageSize,
    observer: cacheObserver,
    scanObserver,
    now: Date.now,
  });
}

/** Keeps an entry in Redis only as long as it may be served. */
function createReplicaParts({ config, cacheObserver }: ReaderParts, store: ConnectedStore): ReplicaParts {
  const { maxAgeSeconds, staleIfErrorSeconds, secrets, maxBytesInFlight } = config.cache;
  const maxAgeMs = 1000 * (maxAgeSeconds + staleIfErrorSeconds);
  return {
    store,
    seal: new ValueSeal(secrets),
    pages: new PageParts(),
    bytesInFlight: new ByteBudget(maxBytesInFlight),
    remainingMs: ({ readAt }) => readAt + maxAgeMs - Date.now(),
    now: Date.now,
    observer: cacheObserver,
  };
}

function createCachedReader(
  { config, upstream, tracing, store }: ReaderParts,
  cache: TranscriptCache,
  { credentials, signal, observer, wantsFresh }: ReaderCaller,
  budget: CallBudget,
  paged: PagedReader,
): CachedReader {
  const { timeoutMs } = config.operation;
  const replica = store === null ? null : toReplicaCaller(credentials, store, config.redis.timeoutMs);
  observer.waiting = replica?.waiting ?? null;
  const expiry = performance.now() + timeoutMs;
  const transcripts = cache.as({
    identity: credentials.identity,
    signal,
    remainingMs: () => expiry - performance.now(),
    tooLate: () =>
      new GatewayError("UPSTREAM_TIMEOUT", `The operation was not complete within ${timeoutMs} ms. Try again.`),
    wantsFresh,
    openSource: (shared) =>
      tracing.watch(upstream.as({ credentials, signal: shared, observer, repeatsTimeouts: false })),
    budget,
    replica,
    observer,
  });
  return new CachedReader(transcripts, paged);
}

function toReplicaCaller(credentials: Credentials, store: ConnectedStore, timeoutMs: number): ReplicaCaller {
  return {
    deriveKey: (secret, purpose) => credentials.deriveKey(secret, purpose),
    waiting: new WaitingTime(timeoutMs, () => store.reportSlow()),
  };
}

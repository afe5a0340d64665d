import { randomBytes } from "node:crypto";
import { CacheKeys } from "./cache/cache-keys.js";
import type { CacheObserver } from "./cache/cache-observer.js";
import { type CacheStatus, TranscriptCache } from "./cache/transcript-cache.js";
import type { Config } from "./config/parse-config.js";
import { GatewayError } from "./errors.js";
import type { ReaderCaller, ReaderFactory } from "./graphql/context.js";
import type { Tracing } from "./observability/tracing.js";
import { CachedReader } from "./transcript/cached/cached-reader.js";
import { CallBudget, limitSource } from "./transcript/call-budget.js";
import { PagedReader } from "./transcript/paged/paged-reader.js";
import type { WalkObserver } from "./transcript/walk/walk.js";
import type { UpstreamClient } from "./upstream/client.js";

/** What readers need. */
export interface ReaderParts {
  readonly config: Config;
  readonly upstream: UpstreamClient;
  readonly upstreamBaseUrl: URL;
  readonly tracing: Tracing;
  readonly cacheObserver: CacheObserver;
  readonly walkObserver: WalkObserver;
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
      const paged = createPagedReader(parts, caller, budget);
      return cache === null ? paged : createCachedReader(parts, cache, caller, budget, paged);
    },
    get cacheStatus() {
      return cache?.status ?? null;
    },
  };
}

function createCache({ config, upstreamBaseUrl, cacheObserver, walkObserver }: ReaderParts): TranscriptCache {
  const { maxAgeSeconds, tailSeconds, staleIfErrorSeconds, proofSeconds, secrets, ...rest } = config.cache;
  const maxAgeMs = 1000 * maxAgeSeconds;
  return new TranscriptCache({
    ...rest,
    maxAgeMs,
    maxPauseMs: maxAgeMs,
    tailMs: 1000 * tailSeconds,
    staleIfErrorMs: 1000 * staleIfErrorSeconds,
    proofMs: Math.min(1000 * proofSeconds, maxAgeMs),
    keys: new CacheKeys(secrets[0] ?? randomBytes(32).toString("base64url"), upstreamBaseUrl.href),
    pageSize: config.upstream.pageSize,
    observer: cacheObserver,
    walkObserver,
    now: Date.now,
  });
}

function createPagedReader(
  { upstream, tracing, walkObserver }: ReaderParts,
  caller: ReaderCaller,
  budget: CallBudget,
): PagedReader {
  return new PagedReader(limitSource(tracing.watch(upstream.as(caller)), budget, caller.share), walkObserver);
}

function createCachedReader(
  { config, upstream, tracing }: ReaderParts,
  cache: TranscriptCache,
  { credentials, signal, observer, wantsFresh }: ReaderCaller,
  budget: CallBudget,
  paged: PagedReader,
): CachedReader {
  const { timeoutMs } = config.operation;
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
    spendCall: () => budget.spendCall(),
    observer,
  });
  return new CachedReader(transcripts, paged);
}

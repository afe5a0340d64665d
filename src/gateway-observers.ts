import type { FastifyBaseLogger } from "fastify";
import type { Audit } from "./observability/audit.js";
import { FailureLog } from "./observability/failure-log.js";
import type { Metrics } from "./observability/metrics.js";
import { type OperationListener, toLogLine } from "./observability/operation-report.js";
import type { Tracing } from "./observability/tracing.js";
import type { ReaderParts } from "./readers.js";
import type { UpstreamObserver } from "./transcript/upstream-observer.js";
import type { OddityListener } from "./upstream/dingtalk/oddities.js";

/** The receivers of the gateway's events. */
export interface Observability {
  readonly log: FastifyBaseLogger;
  /** Null: metrics are off. */
  readonly metrics: Metrics | null;
  readonly tracing: Tracing;
}

/** Counts the oddities of pages, and logs the first one of each kind. */
export function watchOddities({ metrics, log }: Observability): OddityListener {
  const logged = new Set<string>();
  return (kind, count) => {
    metrics?.onOddity(kind, count);
    if (logged.has(kind)) return;
    logged.add(kind);
    log.warn(
      { oddity: kind },
      "a page of the upstream is odd: minutes_graph_upstream_oddities_total counts further ones",
    );
  };
}

/** Counts, traces and logs the calls to the upstream. */
export function watchUpstream({ metrics, tracing, log }: Observability): UpstreamObserver {
  const failures = new FailureLog(log);
  return {
    onCall: (event) => {
      metrics?.onCall(event);
      tracing.onCall(event);
      failures.onCall(event);
    },
    onBreaker: (state, waitMs) => {
      metrics?.onBreaker(state);
      log.warn(
        { breaker: state, waitMs: state === "open" ? Math.ceil(waitMs) : 0 },
        "the circuit breaker of the upstream has changed",
      );
    },
  };
}

/** Counts the reads of the cache and of scans, and logs their faults. */
export function watchReads({ metrics, log }: Observability): Pick<ReaderParts, "cacheObserver" | "scanObserver"> {
  return {
    cacheObserver: {
      onCacheRead: (read) => metrics?.onCacheRead(read),
      onSharedLookup: (result) => metrics?.onSharedLookup(result),
      onSharedWrite: (result) => metrics?.onSharedWrite(result),
      onBrokenValue: (reason) => metrics?.onBrokenValue(reason),
      onDefect: (error) => log.error({ frames: framesOf(error) }, "a defect made the shared cache fail"),
    },
    scanObserver: {
      onFalseHasMore: () => {
        metrics?.onFalseHasMore();
        log.warn("the upstream said hasMore at the end of a transcript, which was read completely");
      },
    },
  };
}

/** The stack of an error without its message, which may quote transcripts. */
function framesOf(error: unknown): string[] {
  const lines = error instanceof Error ? (error.stack ?? "").split("\n") : [];
  return lines.map((line) => line.trim()).filter((line) => line.startsWith("at "));
}

/** Counts, traces and logs operations. `audit` is null if there is no audit. */
export function watchOperations({ metrics, tracing, log }: Observability, audit: Audit | null): OperationListener {
  return (report) => {
    metrics?.onOperation(report);
    tracing.describe(report);
    log.info(toLogLine(report), "operation");
    if (audit !== null) log.info(audit(report), "audit");
  };
}

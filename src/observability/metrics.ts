import { type CacheObserver, type CacheRead, savedCall } from "../cache/cache-observer.js";
import type { ReplicaObserver, SharedLookup, SharedWrite } from "../cache/replicas/replica-parts.js";
import type { BrokenReason } from "../cache/replicas/value-seal.js";
import type { BreakerState, CallEvent, PageOddity, UpstreamObserver } from "../transcript/upstream-observer.js";
import type { StartOutcome } from "../upstream/resilience/shared-start-rate.js";
import { ClientLabelList } from "./client-labels.js";
import { type GatewayStatus, registerGauges } from "./gateway-gauges.js";
import type { Channel } from "./ipc.js";
import { createMeters } from "./meters.js";
import { MetricRegistry } from "./metric-registry.js";
import { type OperationReport, outcomeOf } from "./operation-report.js";
import { shareMetrics } from "./worker-metrics.js";

/**
 * The gateway's metrics for Prometheus, in a separate registry (docs/operations.md explains each). Labels are codes,
 * states, routes and a limited number of clients' names, never a token or an id. With several workers, each counts for
 * itself, and any of them can read all.
 */
export class Metrics implements UpstreamObserver, CacheObserver, Omit<ReplicaObserver, "onDefect"> {
  readonly #registry = new MetricRegistry();
  readonly #meters = createMeters(this.#registry);
  readonly #clients = new ClientLabelList();

  readonly #read: () => Promise<string>;

  /**
   * `status` returns the current state; `primary` is null if there is one process. With `countsForAll`, every process
   * knows the month's count of all processes.
   */
  constructor(status: () => GatewayStatus, version: string, primary: Channel | null = null, countsForAll = false) {
    this.#registry.describeBuild(version);
    registerGauges(this.#registry, status, countsForAll);
    const registry = this.#registry;
    this.#read = primary === null ? () => registry.metrics() : shareMetrics(primary, () => registry.getMetricsAsJSON());
  }

  onOperation(report: OperationReport): void {
    this.#meters.operations.inc({ outcome: outcomeOf(report) });
    this.#meters.operationSeconds.observe(report.durationMs / 1000);
    this.#meters.loads.inc(report.activity.loads);
    this.#meters.pages.inc(report.activity.pages);
    this.#countClient(report);
  }

  #countClient({ activity, codes }: OperationReport): void {
    const { client, upstreamCalls } = activity;
    const labels = this.#clients.of(client, upstreamCalls > 0 && codes.length === 0);
    this.#meters.clientOperations.inc(labels);
    this.#meters.clientCalls.inc(labels, upstreamCalls);
  }

  onCall({ outcome, sent, counted, attempt, waitedMs, durationMs, failure }: CallEvent): void {
    this.#meters.attempts.inc({ outcome, sent: String(sent) });
    if (failure !== null) this.#meters.failures.inc({ reason: failure.reason });
    if (attempt > 1) this.#meters.retries.inc();
    if (counted) this.#meters.calls.inc();
    if (sent) this.#meters.attemptSeconds.observe(durationMs / 1000);
    this.#meters.waitSeconds.observe(waitedMs / 1000);
  }

  onBreaker(state: BreakerState): void {
    this.#meters.breakerChanges.inc({ state });
  }

  /** A transcript was read completely although its last page said `hasMore`. */
  onFalseHasMore(): void {
    this.#meters.falseHasMore.inc();
  }

  onOddity(kind: PageOddity, count: number): void {
    this.#meters.oddities.inc({ kind }, count);
  }

  /** `reason` is one of a few words. */
  onRefusal(reason: string): void {
    this.#meters.refusals.inc({ reason });
  }

  onKeyFetch(error: unknown): void {
    this.#meters.keyFetches.inc({ outcome: error === null ? "ok" : "failed" });
  }

  onTokenFetch(outcome: string): void {
    this.#meters.tokenFetches.inc({ outcome });
  }

  onCacheRead(read: CacheRead): void {
    this.#meters.cacheReads.inc({ outcome: read.outcome });
    if (savedCall(read)) this.#meters.savedCalls.inc();
    if (read.outcome !== "paged") this.#meters.cacheAge.observe(read.ageMs / 1000);
  }

  onSharedLookup(result: SharedLookup): void {
    this.#meters.sharedLookups.inc({ result });
  }

  onSharedWrite(result: SharedWrite): void {
    this.#meters.sharedWrites.inc({ result });
  }

  onBrokenValue(reason: BrokenReason): void {
    this.#meters.brokenValues.inc({ reason });
  }

  /** A command to Redis has ended; `failure` is null on success. */
  onStoreCommand(failure: string | null, durationMs: number): void {
    this.#meters.storeCommands.inc({ outcome: failure ?? "ok" });
    if (failure !== "unavailable") this.#meters.storeSeconds.observe(durationMs / 1000);
  }

  /** A start was used or lost `lateMs` after its reserved time, or taken from this replica's own share. */
  onStart(outcome: StartOutcome, lateMs: number): void {
    this.#meters.starts.inc({ outcome });
    if (outcome === "used") this.#meters.startLateness.observe(lateMs / 1000);
  }

  onStoreOutage(): void {
    this.#meters.storeOutages.inc();
  }

  /** `route` is the pattern of a route, not the requested path. */
  onRequest(route: string, status: number): void {
    this.#meters.requests.inc({ route, status });
  }

  /** All metrics in Prometheus's format. @throws Error if the primary does not return them. */
  async read(): Promise<{ readonly type: string; readonly text: string }> {
    return { type: this.#registry.contentType, text: await this.#read() };
  }
}

import { type Aggregator, collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import { type CacheObserver, type CacheRead, savedCall } from "../cache/cache-observer.js";
import type { ReplicaObserver, SharedLookup, SharedWrite } from "../cache/replicas/replica-parts.js";
import type { BrokenReason } from "../cache/replicas/value-seal.js";
import type { CacheStatus } from "../cache/transcript-cache.js";
import type {
  BreakerState,
  CallEvent,
  PageOddity,
  UpstreamObserver,
  UpstreamStatus,
} from "../transcript/upstream-observer.js";
import type { StartOutcome } from "../upstream/resilience/shared-start-rate.js";
import { ClientLabelList } from "./client-labels.js";
import type { Channel } from "./ipc.js";
import { type OperationReport, outcomeOf } from "./operation-report.js";
import { shareMetrics } from "./worker-metrics.js";

const CLIENT_LABELS = ["client", "client_version"] as const;
const BREAKER_STATES: readonly BreakerState[] = ["closed", "half-open", "open"];
const AGES = [1, 5, 15, 30, 60, 120, 300, 600, 1800, 3600];
/** Up to the lateness with which a start is still used. */
const LATE_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.02, 0.03];
const STORE_SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25];
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
/**
 * For these, the maximum over all workers: the worker in the worst state, or the latest start. prom-client would use
 * the mean or the sum, or omit them.
 */
const LARGEST_OF_WORKERS = [
  "nodejs_eventloop_lag_seconds",
  "nodejs_eventloop_lag_mean_seconds",
  "nodejs_eventloop_lag_stddev_seconds",
  "nodejs_eventloop_lag_p50_seconds",
  "nodejs_eventloop_lag_p90_seconds",
  "nodejs_eventloop_lag_p99_seconds",
  "process_max_fds",
  "process_open_fds",
  "process_start_time_seconds",
];

/** The gateway's current state. */
export interface GatewayStatus extends UpstreamStatus {
  /** The maximum number of calls per month for this process; 0: no limit. */
  readonly callsPerMonth: number;
  /** The memory that operations hold: paragraphs that they have read, and responses. */
  readonly memoryHeldBytes: number;
  /** Null: there is no cache. */
  readonly cache: CacheStatus | null;
  /** Whether there is a store that replicas share, and it is out. */
  readonly storeIsOut: boolean;
}

/**
 * The gateway's metrics for Prometheus, in a separate registry (docs/operations.md explains each). Labels are codes,
 * states, routes and a limited number of clients' names, never a token or an id. With several workers, each counts for
 * itself, and any of them can read all.
 */
export class Metrics implements UpstreamObserver, CacheObserver, Omit<ReplicaObserver, "onDefect"> {
  readonly #registry = new Registry();
  readonly #operations = this.#counter("operations_total", "Operations that got a response.", ["outcome"]);
  readonly #operationSeconds = this.#histogram("operation_duration_seconds", "From request to response.");
  readonly #loads = this.#counter("loads_total", "Windows and paragraphs that resolvers loaded.");
  readonly #pages = this.#counter("pages_total", "Pages read from the upstream; batching saved the loads above them.");
  readonly #attempts = this.#counter("upstream_attempts_total", "Attempts at upstream calls.", ["outcome", "sent"]);
  readonly #calls = this.#counter("upstream_calls_total", "Upstream calls that count against the month's quota.");
  readonly #failures = this.#counter("upstream_failures_total", "Sent attempts that failed, by reason.", ["reason"]);
  readonly #retries = this.#counter("upstream_retries_total", "Attempts that repeated a failed one.");
  readonly #attemptSeconds = this.#histogram("upstream_attempt_duration_seconds", "How long the upstream took.");
  readonly #waitSeconds = this.#histogram("upstream_wait_seconds", "How long attempts waited for a permit.");
  readonly #breakerChanges = this.#counter("upstream_breaker_changes_total", "Changes to each state.", ["state"]);
  readonly #clientOperations = this.#counter("client_operations_total", "Operations, by client.", CLIENT_LABELS);
  readonly #clientCalls = this.#counter("client_upstream_calls_total", "Upstream calls, by client.", CLIENT_LABELS);
  readonly #clients = new ClientLabelList();
  readonly #falseHasMore = this.#counter(
    "upstream_false_has_more_total",
    "Complete transcripts whose last page said hasMore.",
  );
  readonly #oddities = this.#counter("upstream_oddities_total", "Faults of pages that were repaired.", ["kind"]);
  readonly #refusals = this.#counter("sign_in_refusals_total", "Refused sign-ins.", ["reason"]);
  readonly #keyFetches = this.#counter("identity_provider_fetches_total", "Fetches of the identity provider's keys.", [
    "outcome",
  ]);
  readonly #tokenFetches = this.#counter("app_token_fetches_total", "Fetches of the app's token.", ["outcome"]);
  readonly #cacheReads = this.#counter("cache_reads_total", "Reads of cached transcripts.", ["outcome"]);
  readonly #savedCalls = this.#counter("upstream_calls_saved_total", "Reads that the cache served without a call.");
  readonly #cacheAge = this.#histogram("cache_age_seconds", "The age of transcripts that the cache served.", AGES);
  readonly #storeCommands = this.#counter("redis_commands_total", "Commands to Redis.", ["outcome"]);
  readonly #storeSeconds = this.#histogram("redis_command_duration_seconds", "How long Redis took.", STORE_SECONDS);
  readonly #sharedLookups = this.#counter("cache_shared_lookups_total", "Lookups in Redis.", ["result"]);
  readonly #sharedWrites = this.#counter("cache_shared_writes_total", "Transcripts written to Redis.", ["result"]);
  readonly #brokenValues = this.#counter("cache_broken_values_total", "Unusable values in Redis.", ["reason"]);
  readonly #starts = this.#counter("upstream_starts_total", "Starts of calls that replicas share.", ["outcome"]);
  readonly #startLateness = this.#histogram("upstream_start_lateness_seconds", "How late starts were.", LATE_SECONDS);
  readonly #storeOutages = this.#counter("redis_outages_total", "Outages of Redis.");
  readonly #requests = this.#counter("http_requests_total", "HTTP responses.", ["route", "status"]);

  readonly #read: () => Promise<string>;

  /**
   * `status` returns the current state; `primary` is null if there is one process. With `countsForAll`, every process knows the month's count of
   * all processes.
   */
  constructor(status: () => GatewayStatus, version: string, primary: Channel | null = null, countsForAll = false) {
    const counts: Aggregator = countsForAll ? "max" : "sum";
    collectDefaultMetrics({ register: this.#registry });
    this.#describeBuild(version);
    for (const name of LARGEST_OF_WORKERS) this.#takeLargest(name);
    this.#gauge("upstream_waiting", "Calls that wait for a permit.", () => status().waiting);
    this.#gauge("upstream_in_flight", "Calls in flight.", () => status().inFlight);
    this.#gauge("upstream_queues", "Identities with a waiting or recent call.", () => status().queues);
    const callsThisMonth = () => status().callsThisMonth;
    const callsPerMonth = () => status().callsPerMonth;
    this.#gauge("upstream_calls_this_month", "Calls counted this month.", callsThisMonth, counts);
    this.#gauge("upstream_calls_per_month", "The limit on calls per month; 0: no limit.", callsPerMonth, counts);
    this.#gauge(
      "upstream_calls_counted_since_seconds",
      "When counting began, in seconds since 1970.",
      () => status().countingSince / 1000,
      "max",
    );
    this.#gauge(
      "upstream_callers_in_trouble",
      "Callers that wait alone, since their own calls failed.",
      () => status().callersInTrouble,
    );
    this.#gauge(
      "memory_held_bytes",
      "Paragraphs read, and responses, of operations that are not over.",
      () => status().memoryHeldBytes,
    );
    this.#gauge("cache_transcripts", "Cached transcripts.", () => status().cache?.transcripts ?? 0);
    this.#gauge("cache_bytes", "Bytes of cached transcripts.", () => status().cache?.bytes ?? 0);
    this.#gauge("cache_reads_in_flight", "Shared reads that are running.", () => status().cache?.reads ?? 0);
    this.#gauge("redis_out", "1 while Redis is configured but out.", () => Number(status().storeIsOut), "max");
    const breaker = () => BREAKER_STATES.indexOf(status().breaker);
    this.#gauge("upstream_breaker_state", "0 closed, 1 half-open, 2 open.", breaker, "max");
    this.#read =
      primary === null
        ? () => this.#registry.metrics()
        : shareMetrics(primary, () => this.#registry.getMetricsAsJSON());
  }

  onOperation(report: OperationReport): void {
    this.#operations.inc({ outcome: outcomeOf(report) });
    this.#operationSeconds.observe(report.durationMs / 1000);
    this.#loads.inc(report.activity.loads);
    this.#pages.inc(report.activity.pages);
    this.#countClient(report);
  }

  #countClient({ activity, codes }: OperationReport): void {
    const { client, upstreamCalls } = activity;
    const labels = { ...this.#clients.of(client, upstreamCalls > 0 && codes.length === 0) };
    this.#clientOperations.inc(labels);
    this.#clientCalls.inc(labels, upstreamCalls);
  }

  onCall({ outcome, sent, counted, attempt, waitedMs, durationMs, failure }: CallEvent): void {
    this.#attempts.inc({ outcome, sent: String(sent) });
    if (failure !== null) this.#failures.inc({ reason: failure.reason });
    if (attempt > 1) this.#retries.inc();
    if (counted) this.#calls.inc();
    if (sent) this.#attemptSeconds.observe(durationMs / 1000);
    this.#waitSeconds.observe(waitedMs / 1000);
  }

  onBreaker(state: BreakerState): void {
    this.#breakerChanges.inc({ state });
  }

  /** A transcript was read completely although its last page said `hasMore`. */
  onFalseHasMore(): void {
    this.#falseHasMore.inc();
  }

  onOddity(kind: PageOddity, count: number): void {
    this.#oddities.inc({ kind }, count);
  }

  /** `reason` is one of a few words. */
  onRefusal(reason: string): void {
    this.#refusals.inc({ reason });
  }

  onKeyFetch(error: unknown): void {
    this.#keyFetches.inc({ outcome: error === null ? "ok" : "failed" });
  }

  onTokenFetch(outcome: string): void {
    this.#tokenFetches.inc({ outcome });
  }

  onCacheRead(read: CacheRead): void {
    this.#cacheReads.inc({ outcome: read.outcome });
    if (savedCall(read)) this.#savedCalls.inc();
    if (read.outcome !== "paged") this.#cacheAge.observe(read.ageMs / 1000);
  }

  onSharedLookup(result: SharedLookup): void {
    this.#sharedLookups.inc({ result });
  }

  onSharedWrite(result: SharedWrite): void {
    this.#sharedWrites.inc({ result });
  }

  onBrokenValue(reason: BrokenReason): void {
    this.#brokenValues.inc({ reason });
  }

  /** A command to Redis has ended; `failure` is null on success. */
  onStoreCommand(failure: string | null, durationMs: number): void {
    this.#storeCommands.inc({ outcome: failure ?? "ok" });
    if (failure !== "unavailable") this.#storeSeconds.observe(durationMs / 1000);
  }

  /** A start was used or lost so long after its reserved time, or taken from this replica's own share. */
  onStart(outcome: StartOutcome, lateMs: number): void {
    this.#starts.inc({ outcome });
    if (outcome === "used") this.#startLateness.observe(lateMs / 1000);
  }

  onStoreOutage(): void {
    this.#storeOutages.inc();
  }

  /** `route` is the pattern of a route, not the requested path. */
  onRequest(route: string, status: number): void {
    this.#requests.inc({ route, status });
  }

  /** All metrics in Prometheus's format. @throws Error if the primary does not return them. */
  async read(): Promise<{ readonly type: string; readonly text: string }> {
    return { type: this.#registry.contentType, text: await this.#read() };
  }

  #counter<Label extends string>(name: string, help: string, labelNames: readonly Label[] = []): Counter<Label> {
    return new Counter({ name: `minutes_graph_${name}`, help, labelNames, registers: [this.#registry] });
  }

  #histogram(name: string, help: string, buckets: readonly number[] = SECONDS): Histogram {
    return new Histogram({ name: `minutes_graph_${name}`, help, buckets: [...buckets], registers: [this.#registry] });
  }

  #gauge(name: string, help: string, read: () => number, aggregator: Aggregator = "sum"): void {
    const collect = function (this: Gauge) {
      this.set(read());
    };
    this.#registry.registerMetric(
      new Gauge({ name: `minutes_graph_${name}`, help, aggregator, registers: [], collect }),
    );
  }

  #describeBuild(version: string): void {
    const labelNames = ["version", "node"];
    const options = { name: "minutes_graph_build_info", help: "1; what runs is in the labels.", labelNames };
    const info = new Gauge({ ...options, aggregator: "first", registers: [] });
    info.set({ version, node: process.versions.node }, 1);
    this.#registry.registerMetric(info);
  }

  /** Not every platform has every metric. */
  #takeLargest(name: string): void {
    const metric = this.#registry.getSingleMetric(name);
    if (metric !== undefined) Object.assign(metric, { aggregator: "max" satisfies Aggregator });
  }
}

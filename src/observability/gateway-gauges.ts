import type { Aggregator } from "prom-client";
import type { CacheStatus } from "../cache/transcript-cache.js";
import type { BreakerState, UpstreamStatus } from "../transcript/upstream-observer.js";
import type { MetricRegistry } from "./metric-registry.js";

const BREAKER_STATES: readonly BreakerState[] = ["closed", "half-open", "open"];

/** The gateway's current state. */
export interface GatewayStatus extends UpstreamStatus {
  /** The maximum number of calls per month for this process; 0: no limit. */
  readonly callsPerMonth: number;
  /** The memory that operations hold: paragraphs that they have read, and responses. */
  readonly memoryHeldBytes: number;
  /** Null: there is no cache. */
  readonly cache: CacheStatus | null;
  /** Whether there is a store that replicas share, and it is unavailable. */
  readonly storeIsUnavailable: boolean;
}

/**
 * Registers the gauges of the gateway's current state, which `status` returns. With `countsForAll`, every process knows
 * the month's count of all processes.
 */
export function registerGauges(registry: MetricRegistry, status: () => GatewayStatus, countsForAll: boolean): void {
  const gauge = (name: string, help: string, of: (state: GatewayStatus) => number, aggregator?: Aggregator) =>
    registry.gauge(name, help, () => of(status()), aggregator);
  const alone = "Callers whose own circuit breaker is open, because their own calls failed.";
  const states = "0 closed, 1 half-open, 2 open.";
  gauge("upstream_waiting", "Calls that wait for a permit.", ({ waiting }) => waiting);
  gauge("upstream_in_flight", "Calls in flight.", ({ inFlight }) => inFlight);
  gauge("upstream_queues", "Identities with a waiting or recent call.", ({ queues }) => queues);
  gauge("upstream_callers_with_open_circuit", alone, ({ callersWithOpenCircuit }) => callersWithOpenCircuit);
  gauge("upstream_breaker_state", states, ({ breaker }) => BREAKER_STATES.indexOf(breaker), "max");
  const counts = countsForAll ? "max" : "sum";
  const limit = "The limit on calls per month; 0: no limit.";
  const since = "When counting began, in seconds since 1970.";
  gauge("upstream_calls_this_month", "Calls counted this month.", ({ callsThisMonth }) => callsThisMonth, counts);
  gauge("upstream_calls_per_month", limit, ({ callsPerMonth }) => callsPerMonth, counts);
  gauge("upstream_calls_counted_since_seconds", since, ({ countingSince }) => countingSince / 1000, "max");
  const held = "Paragraphs read, and responses, of operations that are not over.";
  const unavailable = "1 while Redis is configured but unavailable.";
  gauge("memory_held_bytes", held, ({ memoryHeldBytes }) => memoryHeldBytes);
  gauge("cache_transcripts", "Cached transcripts.", ({ cache }) => cache?.transcripts ?? 0);
  gauge("cache_bytes", "Bytes of cached transcripts.", ({ cache }) => cache?.bytes ?? 0);
  gauge("cache_reads_in_flight", "Shared reads that are running.", ({ cache }) => cache?.reads ?? 0);
  gauge("redis_unavailable", unavailable, ({ storeIsUnavailable }) => Number(storeIsUnavailable), "max");
}

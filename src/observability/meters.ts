import type { MetricRegistry } from "./metric-registry.js";

const CLIENT_LABELS = ["client", "client_version"] as const;
const AGES = [1, 5, 15, 30, 60, 120, 300, 600, 1800, 3600];
/** Up to the lateness with which a start is still used. */
const LATE_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.02, 0.03];
const STORE_SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25];

/** Registers the counters and histograms of the gateway's events. docs/operations.md explains each of them. */
export const createMeters = (registry: MetricRegistry) => ({
  operations: registry.counter("operations_total", "Operations that got a response.", ["outcome"]),
  operationSeconds: registry.histogram("operation_duration_seconds", "From request to response."),
  loads: registry.counter("loads_total", "Windows and paragraphs that resolvers loaded."),
  pages: registry.counter("pages_total", "Pages read from the upstream; batching saved the loads above them."),
  attempts: registry.counter("upstream_attempts_total", "Attempts at upstream calls.", ["outcome", "sent"]),
  calls: registry.counter("upstream_calls_total", "Upstream calls that count against the month's quota."),
  failures: registry.counter("upstream_failures_total", "Sent attempts that failed, by reason.", ["reason"]),
  retries: registry.counter("upstream_retries_total", "Attempts that repeated a failed one."),
  attemptSeconds: registry.histogram("upstream_attempt_duration_seconds", "How long the upstream took."),
  waitSeconds: registry.histogram("upstream_wait_seconds", "How long attempts waited for a permit."),
  breakerChanges: registry.counter("upstream_breaker_changes_total", "Changes to each state.", ["state"]),
  clientOperations: registry.counter("client_operations_total", "Operations, by client.", CLIENT_LABELS),
  clientCalls: registry.counter("client_upstream_calls_total", "Upstream calls, by client.", CLIENT_LABELS),
  falseHasMore: registry.counter("upstream_false_has_more_total", "Complete transcripts whose last page said hasMore."),
  oddities: registry.counter("upstream_oddities_total", "Faults of pages that were repaired.", ["kind"]),
  refusals: registry.counter("sign_in_refusals_total", "Refused sign-ins.", ["reason"]),
  keyFetches: registry.counter("identity_provider_fetches_total", "Fetches of the identity provider's keys.", [
    "outcome",
  ]),
  tokenFetches: registry.counter("app_token_fetches_total", "Fetches of the app's token.", ["outcome"]),
  cacheReads: registry.counter("cache_reads_total", "Reads of cached transcripts.", ["outcome"]),
  savedCalls: registry.counter("upstream_calls_saved_total", "Reads that the cache served without a call."),
  cacheAge: registry.histogram("cache_age_seconds", "The age of transcripts that the cache served.", AGES),
  storeCommands: registry.counter("redis_commands_total", "Commands to Redis.", ["outcome"]),
  storeSeconds: registry.histogram("redis_command_duration_seconds", "How long Redis took.", STORE_SECONDS),
  sharedLookups: registry.counter("cache_shared_lookups_total", "Lookups in Redis.", ["result"]),
  sharedWrites: registry.counter("cache_shared_writes_total", "Transcripts written to Redis.", ["result"]),
  brokenValues: registry.counter("cache_broken_values_total", "Unusable values in Redis.", ["reason"]),
  starts: registry.counter("upstream_starts_total", "Starts of calls that replicas share.", ["outcome"]),
  startLateness: registry.histogram("upstream_start_lateness_seconds", "How late starts were.", LATE_SECONDS),
  storeOutages: registry.counter("redis_outages_total", "Outages of Redis."),
  requests: registry.counter("http_requests_total", "HTTP responses.", ["route", "status"]),
});

import { wholeNumber } from "../kinds.js";
import { section } from "../variable.js";

/** In front of the embedded simulator there is no breaker: one conference that fails on purpose must not stop the others. */
const BREAKER_FAILURES = 10;

/** How DingTalk is called. */
export const upstream = section("Calls to DingTalk", {
  timeoutMs: wholeNumber(
    "UPSTREAM_TIMEOUT_MS",
    { min: 1, max: 600_000, default: 10_000 },
    "for one call, to its last byte",
  ),
  concurrency: wholeNumber(
    "UPSTREAM_CONCURRENCY",
    { min: 1, max: 10_000, default: 64, shared: true },
    "calls in flight, for all callers together; one caller has at most half of them",
  ),
  callsPerSecond: wholeNumber(
    "UPSTREAM_CALLS_PER_SECOND",
    { min: 0, max: 10_000, default: 20, shared: true, sharedByReplicas: true },
    "for each token; 0: no limit",
  ),
  totalCallsPerSecond: wholeNumber(
    "UPSTREAM_TOTAL_CALLS_PER_SECOND",
    { min: 0, max: 10_000, default: 400, shared: true, sharedByReplicas: true },
    "for all tokens together; 0: no limit",
  ),
  maxWaitMs: wholeNumber(
    "UPSTREAM_MAX_WAIT_MS",
    { min: 0, max: 600_000, default: 10_000 },
    "a call that would wait longer for its permit is `RATE_LIMITED` at once",
  ),
  maxAttempts: wholeNumber(
    "UPSTREAM_MAX_ATTEMPTS",
    { min: 1, max: 10, default: 3 },
    "attempts at one call, where another one can help",
  ),
  breakerFailures: wholeNumber(
    "UPSTREAM_BREAKER_FAILURES",
    { min: 0, max: 10_000, default: ({ simulated }) => (simulated ? 0 : BREAKER_FAILURES) },
    "failures in a row that open the circuit breaker; 0: none",
  ),
  breakerOpenMs: wholeNumber(
    "UPSTREAM_BREAKER_OPEN_MS",
    { min: 1, max: 600_000, default: 10_000 },
    "how long it stays open before it probes",
  ),
  maxBanMs: wholeNumber(
    "UPSTREAM_MAX_BAN_MS",
    { min: 1, max: 86_400_000, default: 600_000 },
    "the longest time for which a ban or a `Retry-After` of DingTalk's is believed",
  ),
  callsPerMonth: wholeNumber(
    "UPSTREAM_CALLS_PER_MONTH",
    { min: 0, max: 1_000_000_000, default: 0, shared: true, sharedByReplicas: true },
    "calls in a month (in China's time), of those counted since the start; then `QUOTA_EXHAUSTED`; 0: no limit",
  ),
  reservePercent: wholeNumber(
    "UPSTREAM_CALLS_RESERVE_PERCENT",
    { min: 0, max: 100, default: 10 },
    "a warning says when only so much of them is left",
  ),
  pageSize: wholeNumber(
    "UPSTREAM_PAGE_SIZE",
    { min: 50, max: 2000, default: 2000 },
    "paragraphs asked for with one call when a transcript is cached; a page that is too large or too slow is asked for at half the size",
  ),
  maxResponseBytes: wholeNumber(
    "UPSTREAM_MAX_RESPONSE_BYTES",
    { min: 1024, max: 1_073_741_824, default: 67_108_864 },
    "the longest response that is read, packed or unpacked",
  ),
});

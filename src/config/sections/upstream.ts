import { wholeNumber, wholeNumberForAll } from "../kinds.js";
import { section } from "../variable.js";

/** The limits of calls to DingTalk. */
export const upstream = section("Calls to DingTalk", {
  timeoutMs: wholeNumber(
    "UPSTREAM_TIMEOUT_MS",
    { min: 1, max: 600_000, default: 10_000 },
    "the max time for one call, until its last byte",
  ),
  concurrency: wholeNumber(
    "UPSTREAM_CONCURRENCY",
    { min: 1, max: 10_000, default: 64, shared: true },
    "calls in flight, for all callers together; one caller has at most half of them",
  ),
  callsPerSecond: wholeNumberForAll(
    "UPSTREAM_CALLS_PER_SECOND",
    { min: 0, max: 10_000, default: 20 },
    "calls per second of each token or app; 0: no limit",
  ),
  totalCallsPerSecond: wholeNumberForAll(
    "UPSTREAM_TOTAL_CALLS_PER_SECOND",
    { min: 0, max: 10_000, default: 400 },
    "calls per second of all tokens and apps together; 0: no limit",
  ),
  maxWaitMs: wholeNumber(
    "UPSTREAM_MAX_WAIT_MS",
    { min: 0, max: 600_000, default: 10_000 },
    "the max time that a call waits for a permit; above it `RATE_LIMITED`",
  ),
  maxAttempts: wholeNumber(
    "UPSTREAM_MAX_ATTEMPTS",
    { min: 1, max: 10, default: 3 },
    "attempts at one call, if another attempt can help",
  ),
  // With the simulator there is no breaker: a conference that fails on purpose must not stop the others.
  breakerFailures: wholeNumber(
    "UPSTREAM_BREAKER_FAILURES",
    { min: 0, max: 10_000, default: ({ simulated }) => (simulated ? 0 : 10) },
    "failures in a row that open the circuit breaker; 0: no breaker",
  ),
  breakerOpenMs: wholeNumber(
    "UPSTREAM_BREAKER_OPEN_MS",
    { min: 1, max: 600_000, default: 10_000 },
    "how long the breaker stays open before it probes",
  ),
  maxBanMs: wholeNumber(
    "UPSTREAM_MAX_BAN_MS",
    { min: 1, max: 86_400_000, default: 600_000 },
    "the max time for which a ban or a `Retry-After` of DingTalk is obeyed",
  ),
  callsPerMonth: wholeNumberForAll(
    "UPSTREAM_CALLS_PER_MONTH",
    { min: 0, max: 1_000_000_000, default: 0 },
    "calls per month (China's time): of all replicas together with `REDIS_URL`; otherwise each process has its share, counted from its start; above it `QUOTA_EXHAUSTED`; 0: no limit",
  ),
  reservePercent: wholeNumber(
    "UPSTREAM_CALLS_RESERVE_PERCENT",
    { min: 0, max: 100, default: 10 },
    "the log has a warning when only this share of the month's calls is left",
  ),
  pageSize: wholeNumber(
    "UPSTREAM_PAGE_SIZE",
    { min: 50, max: 2000, default: 2000 },
    "paragraphs in one call when a transcript is cached; a page that is too large or too slow is requested again at half the size",
  ),
  maxResponseBytes: wholeNumber(
    "UPSTREAM_MAX_RESPONSE_BYTES",
    { min: 1024, max: 1_073_741_824, default: 67_108_864 },
    "the max size of a response, before and after decompression",
  ),
});

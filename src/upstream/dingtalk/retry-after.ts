import type { ErrorCode } from "../../errors.js";
import type { ResponseHeaders } from "../http/response.js";
import { THROTTLED_MS } from "../resilience/retry.js";

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** The duration of a ban (10,000 calls in 20 s from one address; the general guide). */
const BAN_MS = 5 * MINUTE_MS;

/**
 * The wait before the same call, in milliseconds; null if it is not known or does not help. A `Retry-After` header is
 * used for every failure that may pass. It is undocumented, so throttled calls have a minimum, and bans a default.
 */
export function retryAfterMs(code: ErrorCode, headers: ResponseHeaders, wait: unknown): number | null {
  if (code === "UPSTREAM_UNAVAILABLE") return fromHeaders(headers);
  if (code === "RATE_LIMITED") return Math.max(fromHeaders(headers) ?? 0, THROTTLED_MS);
  return code === "UPSTREAM_BLOCKED" ? (fromHeaders(headers) ?? banMs(wait)) : null;
}

/**
 * `wait` has no documented unit. Bans are documented in minutes, and `wait: 5` comes with the documented 5 minutes, so
 * it is read as minutes. Waiting too long costs only time, but calling too soon can make the ban longer.
 */
function banMs(wait: unknown): number {
  return typeof wait === "number" && wait > 0 ? Math.min(Math.ceil(wait * MINUTE_MS), DAY_MS) : BAN_MS;
}

/** RFC 9110, section 10.2.3: seconds, or a date. More than a day counts as a day; null: none, or it is over. */
function fromHeaders({ "retry-after": header, date }: ResponseHeaders): number | null {
  if (typeof header !== "string") return null;
  const waitMs = /^\d+$/.test(header) ? Number(header) * SECOND_MS : Date.parse(header) - sentAt(date);
  return waitMs > 0 ? Math.min(waitMs, DAY_MS) : null;
}

/** When the upstream sent a response, by its own clock (RFC 9110, section 6.6.1); without that, the time here. */
function sentAt(date: ResponseHeaders[string]): number {
  const time = typeof date === "string" ? Date.parse(date) : Number.NaN;
  return Number.isNaN(time) ? Date.now() : time;
}

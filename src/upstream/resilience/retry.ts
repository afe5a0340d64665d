import { setTimeout as sleep } from "node:timers/promises";
import pRetry from "p-retry";
import { BrokenResponse, GatewayError } from "../../errors.js";
import { NotSentError } from "./not-sent-error.js";
import type { CallContext, Policy } from "./policy.js";

/** How often a call is tried, and how retries wait. */
export interface RetryOptions {
  /** All attempts, with the first one. */
  readonly maxAttempts: number;
  /** Like `Math.random`. */
  readonly random: () => number;
  /** Waits. Rejects when `signal` aborts, and leaves no timer. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<unknown>;
}

/** Real random numbers and pauses. */
export const REAL_WAITS: Pick<RetryOptions, "random" | "pause"> = {
  random: Math.random,
  pause: (ms, signal) => sleep(ms, undefined, { signal }),
};

/** The maximum wait before the second attempt. It doubles with each attempt, up to `MAX_BACKOFF_MS`. */
const BACKOFF_MS = 200;
const MAX_BACKOFF_MS = 5000;

/** The minimum wait after a throttled call. It doubles with each attempt: 1 s, 2 s, 4 s. */
export const THROTTLED_MS = 1000;

/**
 * Retries a failed call if that can help, after an exponential back-off with full jitter. If the wait would outlast the
 * operation's deadline, the call's error is thrown instead.
 */
export function retries({ maxAttempts, random, pause }: RetryOptions): Policy {
  return (next) => (context) => {
    const { signal, remainingMs } = context;
    return pRetry((attempt) => next({ ...context, attempt }), {
      retries: maxAttempts - 1,
      signal,
      minTimeout: 0, // the wait depends on the error, so `onFailedAttempt` waits
      onFailedAttempt: async ({ error, attemptNumber, retriesLeft }) => {
        const waitMs = isWorthRepeating(error, context) ? waitBefore(error, attemptNumber, random) : null;
        if (waitMs === null || retriesLeft === 0 || waitMs >= remainingMs()) throw error;
        await pause(waitMs, signal).catch((cause: unknown) => {
          signal.throwIfAborted();
          throw cause;
        });
      },
    });
  };
}

/** The wait before the attempt that follows a failed one. */
function waitBefore(error: GatewayError, attempt: number, random: () => number): number {
  const growth = 2 ** (attempt - 1);
  const minMs = error.code === "RATE_LIMITED" ? THROTTLED_MS * growth : 0;
  const jitterMs = random() * Math.min(MAX_BACKOFF_MS, BACKOFF_MS * growth);
  return Math.max(minMs, error.details.retryAfterMs ?? 0) + jitterMs;
}

/** True if a retry may succeed. */
function isWorthRepeating(error: Error, { repeatsTimeouts }: CallContext): error is GatewayError {
  if (!(error instanceof GatewayError)) return false;
  if (error.code === "UPSTREAM_TIMEOUT" && !repeatsTimeouts) return false;
  return (error.retryable && !(error instanceof NotSentError)) || error instanceof BrokenResponse;
}

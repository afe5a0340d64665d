import { setTimeout as sleep } from "node:timers/promises";
import pRetry from "p-retry";
import { GatewayError } from "../../errors.js";
import { BrokenResponse } from "./broken-response.js";
import { NotSentError } from "./not-sent-error.js";
import type { CallContext, Policy } from "./policy.js";

/** How often a call is tried, and what a wait is made of. */
export interface RetryOptions {
  /** Attempts in all, the first one too. */
  readonly maxAttempts: number;
  /** From 0 to 1, as `Math.random`. */
  readonly random: () => number;
  /** Waits; rejects when `signal` aborts, and leaves no timer. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<unknown>;
}

/** Chance and time as they are. */
export const REAL_WAITS: Pick<RetryOptions, "random" | "pause"> = {
  random: Math.random,
  pause: (ms, signal) => sleep(ms, undefined, { signal }),
};

/** The longest wait before the second attempt; it doubles with each one, up to `MAX_BACKOFF_MS`. */
const BACKOFF_MS = 200;
const MAX_BACKOFF_MS = 5000;

/** The general guide for throttled calls: wait 1 s or more, then 2, then 4. */
export const THROTTLED_MS = 1000;

/**
 * Repeats a failed call as a whole where that can help, after an exponential back-off with full jitter, and never when the wait
 * would outlast the operation: then the call's own error is thrown.
 */
export function retries({ maxAttempts, random, pause }: RetryOptions): Policy {
  return (next) => (context) => {
    const { signal, remainingMs } = context;
    return pRetry((attempt) => next({ ...context, attempt }), {
      retries: maxAttempts - 1,
      signal,
      minTimeout: 0, // the wait depends on the error, so it is this file's own
      onFailedAttempt: async ({ error, attemptNumber, retriesLeft }) => {
        signal.throwIfAborted();
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
  const leastMs = error.code === "RATE_LIMITED" ? THROTTLED_MS * growth : 0;
  const jitterMs = random() * Math.min(MAX_BACKOFF_MS, BACKOFF_MS * growth);
  return Math.max(leastMs, error.details.retryAfterMs ?? 0) + jitterMs;
}

/** False when a repetition would not help. */
function isWorthRepeating(error: Error, { repeatsTimeouts }: CallContext): error is GatewayError {
  if (!(error instanceof GatewayError)) return false;
  if (error.code === "UPSTREAM_TIMEOUT" && !repeatsTimeouts) return false;
  return (error.retryable && !(error instanceof NotSentError)) || error instanceof BrokenResponse;
}

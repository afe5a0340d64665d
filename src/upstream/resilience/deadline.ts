import { GatewayError } from "../../errors.js";
import type { Policy } from "./policy.js";

/** Ends a call, with its waits and retries, at its operation's deadline. @throws GatewayError `UPSTREAM_TIMEOUT`. */
export function operationDeadline(operationTimeoutMs: number): Policy {
  const late = () =>
    new GatewayError(
      "UPSTREAM_TIMEOUT",
      `The operation was not complete within ${operationTimeoutMs} ms. Request less at a time, or try again.`,
    );
  return (next) => (context) =>
    withDeadline(context.signal, context.remainingMs(), late, (signal) => next({ ...context, signal }));
}

/** Ends one exchange that takes longer than `timeoutMs`. @throws GatewayError `UPSTREAM_TIMEOUT`. */
export function exchangeDeadline(timeoutMs: number): Policy {
  const late = () =>
    new GatewayError("UPSTREAM_TIMEOUT", `The upstream's response was not complete within ${timeoutMs} ms.`);
  return (next) => (context) => withDeadline(context.signal, timeoutMs, late, (signal) => next({ ...context, signal }));
}

/** The shortest time of a timer of Node.js. One that ends a deadline may fire this much early. */
const MIN_LIMIT_MS = 1;

/**
 * Runs `work` with a signal that aborts when `signal` does, or after `limitMs` with the error of `late`. After the
 * deadline, `work` does not start. If it fails after an abort, the abort's reason is thrown. No timer or listener
 * remains. (`AbortSignal.any` does the same at several times the cost, and every call passes three deadlines.)
 */
export async function withDeadline<T>(
  signal: AbortSignal,
  limitMs: number,
  late: () => Error,
  work: (limited: AbortSignal) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  if (limitMs < MIN_LIMIT_MS) throw late();
  const limit = new AbortController();
  const follow = () => limit.abort(signal.reason);
  signal.addEventListener("abort", follow, { once: true });
  const timer = setTimeout(() => limit.abort(late()), limitMs);
  try {
    return await work(limit.signal);
  } catch (error) {
    limit.signal.throwIfAborted();
    throw error;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", follow);
  }
}

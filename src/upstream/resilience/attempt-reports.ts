import { GatewayError, TransportError } from "../../errors.js";
import type { CallFailure, CallOutcome, UpstreamObserver } from "../../transcript/upstream-observer.js";
import { counts } from "./count-calls.js";
import type { Policy } from "./policy.js";

/** Reports to `observer` and the caller's own observers how each attempt ended, and how long it waited and ran. */
export function reportAttempts(observer: UpstreamObserver): Policy {
  return (next) => async (context) => {
    const attempt = new Attempt(context.attempt, [observer, ...context.observers]);
    try {
      const result = await next({ ...context, onSent: () => attempt.markSent() });
      attempt.report("OK", null);
      return result;
    } catch (error) {
      attempt.report(outcomeOf(error, context.signal), error);
      throw error;
    }
  };
}

/** Marks the moment when an attempt is sent. The time before is waiting time. */
export const markSent: Policy = (next) => (context) => {
  context.onSent();
  return next(context);
};

/** The clock of one attempt. */
class Attempt {
  readonly #began = performance.now();
  #sentAt: number | null = null;

  constructor(
    readonly number: number,
    readonly observers: readonly UpstreamObserver[],
  ) {}

  markSent(): void {
    this.#sentAt = performance.now();
  }

  report(outcome: CallOutcome, error: unknown): void {
    const sentAt = this.#sentAt;
    const now = performance.now();
    const event = {
      outcome,
      failure: sentAt === null ? null : failureOf(error),
      attempt: this.number,
      sent: sentAt !== null,
      counted: sentAt !== null && counts(error),
      waitedMs: (sentAt ?? now) - this.#began,
      durationMs: sentAt === null ? 0 : now - sentAt,
    };
    for (const observer of this.observers) observer.onCall(event);
  }
}

/** The reason of a failed exchange; null if the error is not the upstream's. A missed deadline has no cause. */
function failureOf(error: unknown): CallFailure | null {
  if (!(error instanceof GatewayError)) return null;
  const upstream = error.details.upstream ?? null;
  const { cause } = error;
  if (cause instanceof TransportError) return { reason: cause.fault, cause: cause.code, upstream };
  return { reason: error.code === "UPSTREAM_TIMEOUT" ? "timeout" : "response", cause: null, upstream };
}

function outcomeOf(error: unknown, signal: AbortSignal): CallOutcome {
  if (error instanceof GatewayError) return error.code;
  return signal.aborted ? "CANCELLED" : "INTERNAL_SERVER_ERROR";
}

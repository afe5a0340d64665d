import { GatewayError, TransportError } from "../../errors.js";
import type { CallEvent, CallFailure, CallObserver, CallOutcome } from "../../transcript/upstream-observer.js";
import { counts } from "./count-calls.js";
import type { Policy } from "./policy.js";

/** Reports to `observer` and the caller's own observer how each attempt ended, and how long it waited and ran. */
export function reportAttempts(observer: CallObserver): Policy {
  return (next) => async (context) => {
    const attempt = new Attempt(context.attempt);
    const report = (event: CallEvent) => {
      observer.onCall(event);
      context.observer?.onCall(event);
    };
    try {
      const result = await next({ ...context, onSent: () => attempt.markSent() });
      report(attempt.end("OK", null));
      return result;
    } catch (error) {
      report(attempt.end(outcomeOf(error, context.signal), error));
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

  constructor(readonly number: number) {}

  markSent(): void {
    this.#sentAt = performance.now();
  }

  /** The report of the attempt, which ends now. */
  end(outcome: CallOutcome, error: unknown): CallEvent {
    const sentAt = this.#sentAt;
    const now = performance.now();
    return {
      outcome,
      failure: sentAt === null ? null : failureOf(error),
      attempt: this.number,
      sent: sentAt !== null,
      counted: sentAt !== null && counts(error),
      waitedMs: (sentAt ?? now) - this.#began,
      durationMs: sentAt === null ? 0 : now - sentAt,
    };
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

import { GatewayError } from "../../errors.js";
import type { CallOutcome, UpstreamObserver } from "../../transcript/upstream-observer.js";
import type { Policy } from "./policy.js";

/** Tells `observer`, and the caller's own observers, how each attempt ended and how long it waited and ran. */
export function reportAttempts(observer: UpstreamObserver): Policy {
  return (next) => async (context) => {
    const attempt = new Attempt(context.attempt, [observer, ...context.observers]);
    try {
      const result = await next({ ...context, onSent: () => attempt.markSent() });
      attempt.report("OK");
      return result;
    } catch (error) {
      attempt.report(outcomeOf(error, context.signal));
      throw error;
    }
  };
}

/** Marks the moment at which an attempt leaves the gateway: what comes before is waiting. */
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

  report(outcome: CallOutcome): void {
    const sentAt = this.#sentAt;
    const now = performance.now();
    const event = {
      outcome,
      attempt: this.number,
      sent: sentAt !== null,
      waitedMs: (sentAt ?? now) - this.#began,
      durationMs: sentAt === null ? 0 : now - sentAt,
    };
    for (const observer of this.observers) observer.onCall(event);
  }
}

function outcomeOf(error: unknown, signal: AbortSignal): CallOutcome {
  if (error instanceof GatewayError) return error.code;
  return signal.aborted ? "CANCELLED" : "INTERNAL_SERVER_ERROR";
}

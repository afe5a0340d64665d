import { GatewayError } from "../../errors.js";
import type { CallOutcome, UpstreamObserver } from "../../transcript/upstream-observer.js";

/** The clock and the report of one attempt at a call. */
export class Attempt {
  readonly #began = performance.now();
  #sentAt: number | null = null;

  constructor(
    readonly number: number,
    readonly signal: AbortSignal,
    readonly observers: readonly UpstreamObserver[],
  ) {}

  /** Runs all of the attempt, and reports how it ended. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    try {
      const result = await work();
      this.#report("OK");
      return result;
    } catch (error) {
      this.#report(this.#outcomeOf(error));
      throw error;
    }
  }

  /** Runs the part of it that the upstream takes part in. */
  send<T>(call: () => Promise<T>): Promise<T> {
    this.#sentAt = performance.now();
    return call();
  }

  #outcomeOf(error: unknown): CallOutcome {
    if (error instanceof GatewayError) return error.code;
    return this.signal.aborted ? "CANCELLED" : "INTERNAL_SERVER_ERROR";
  }

  #report(outcome: CallOutcome): void {
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

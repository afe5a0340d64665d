import { GatewayError } from "../../errors.js";
import type { BreakerState } from "../../transcript/upstream-observer.js";
import { NotSentError } from "./not-sent-error.js";
import { OutageDetector } from "./outage-detector.js";
import type { CallContext, Policy } from "./policy.js";

/** When the breaker of one upstream opens, and for how long. */
export interface BreakerOptions {
  /** Failures without a response in between that make an outage; 0: it never opens, not even for a ban. */
  readonly failures: number;
  /** After an outage; a ban has its own time. */
  readonly openMs: number;
  readonly onChange: (state: BreakerState) => void;
  /** Milliseconds on a clock that never goes back. */
  readonly now: () => number;
}

/** Why the circuit is open: the code and the message that calls are refused with. */
interface Cause {
  readonly code: "UPSTREAM_UNAVAILABLE" | "UPSTREAM_BLOCKED";
  readonly message: string;
}

const OUTAGE: Cause = {
  code: "UPSTREAM_UNAVAILABLE",
  message: "The upstream has failed again and again, and is left alone for some seconds. Try again later.",
};

const BAN: Cause = {
  code: "UPSTREAM_BLOCKED",
  message: "The upstream has blocked the gateway's address for some minutes. Do not ask again before that is over.",
};

/** The time before the next try when a call is already on its way to find out. */
const PROBE_MS = 1000;

/**
 * The circuit breaker of one upstream. It opens on an outage and on a ban; then calls are turned away at once, as
 * `UPSTREAM_UNAVAILABLE` or `UPSTREAM_BLOCKED`, until the time is over and a single call has found the upstream well.
 */
export class Breaker {
  #state: BreakerState = "closed";
  #openUntil = 0;
  #cause = OUTAGE;
  readonly #outages: OutageDetector;

  constructor(readonly options: BreakerOptions) {
    this.#outages = new OutageDetector(options.failures, options.now);
  }

  get state(): BreakerState {
    return this.#state;
  }

  /** @throws NotSentError when it would find the circuit open. */
  check(): void {
    const waitMs = this.#state === "half-open" ? PROBE_MS : this.#openUntil - this.options.now();
    if (this.#state !== "closed" && waitMs > 0) throw new NotSentError(this.#cause.code, this.#cause.message, waitMs);
  }

  /** Lets no call wait for its turn that would find the circuit open. @throws NotSentError. */
  readonly refuseWhileOpen: Policy = (next) => async (context) => {
    this.check();
    return next(context);
  };

  /**
   * Sends a call if the circuit is not open, and learns from how it ends. A call that its caller has ended says nothing.
   * @throws NotSentError; whatever the call throws.
   */
  readonly judge: Policy = (next) => async (context) => {
    this.check();
    const isProbe = this.#state === "open";
    if (isProbe) this.#change("half-open");
    try {
      const result = await next(context);
      this.#onResponse(context.caller, isProbe);
      return result;
    } catch (error) {
      this.#onError(error, context, isProbe);
      throw error;
    }
  };

  /** What calls that began before the circuit opened come back with is no longer news. */
  #onResponse(caller: string, isProbe: boolean): void {
    if (this.#state === "closed" || isProbe) this.#outages.addResponse(caller);
    if (isProbe && this.#state === "half-open") this.#change("closed");
  }

  #onError(error: unknown, { caller, signal }: CallContext, isProbe: boolean): void {
    const code = error instanceof GatewayError ? error.code : null;
    if (code === "UPSTREAM_BLOCKED") return this.#onBan(error);
    if (signal.aborted) return isProbe ? this.#open(0, this.#cause) : undefined;
    if (code !== "UPSTREAM_UNAVAILABLE" && code !== "UPSTREAM_TIMEOUT") return this.#onResponse(caller, isProbe);
    const isOutage = this.#outages.addFailure(caller);
    if (isProbe || (this.#state === "closed" && isOutage)) this.#open(this.options.openMs, OUTAGE);
  }

  #onBan(error: unknown): void {
    const banMs = error instanceof GatewayError ? error.details.retryAfterMs : undefined;
    this.#open(banMs ?? this.options.openMs, BAN);
  }

  /** What keeps the circuit open longest counts: an outage does not cut a ban short. */
  #open(forMs: number, cause: Cause): void {
    if (this.options.failures === 0) return;
    const until = this.options.now() + forMs;
    if (this.#state !== "open" || until > this.#openUntil) {
      this.#openUntil = until;
      this.#cause = cause;
    }
    this.#change("open");
  }

  #change(state: BreakerState): void {
    if (state !== this.#state) this.options.onChange(state);
    this.#state = state;
  }
}

import { GatewayError } from "../../errors.js";
import type { BreakerState } from "../../transcript/upstream-observer.js";
import { BLOCKED, type ErrorMapping, UNAVAILABLE } from "../dingtalk/error-mappings.js";
import { OutageDetector } from "./outage-detector.js";
import { NotSentError } from "./not-sent-error.js";

/** When the breaker of one upstream opens, and for how long. */
export interface BreakerOptions {
  /** Failures without an answer in between that make an outage; 0: it never opens, not even for a ban. */
  readonly failures: number;
  /** After an outage; a ban has its own time. */
  readonly openMs: number;
  readonly onChange: (state: BreakerState) => void;
  /** Milliseconds on a clock that never goes back. */
  readonly now: () => number;
}

/** The time before the next try when a call is already on its way to find out. */
const PROBE_MS = 1000;

/**
 * The circuit breaker of one upstream. It opens on an outage and on a ban; then calls are turned away at once, as
 * `UPSTREAM_UNAVAILABLE` or `UPSTREAM_BLOCKED`, until the time is over and a single call has found the upstream well.
 */
export class Breaker {
  #state: BreakerState = "closed";
  #openUntil = 0;
  #meaning: ErrorMapping = UNAVAILABLE;
  readonly #tally: OutageDetector;

  constructor(readonly options: BreakerOptions) {
    this.#tally = new OutageDetector(options.failures, options.now);
  }

  get state(): BreakerState {
    return this.#state;
  }

  /** Lets a call queue up, or @throws NotSentError when it would find the circuit open. */
  check(): void {
    const waitMs = this.#state === "half-open" ? PROBE_MS : this.#openUntil - this.options.now();
    if (this.#state !== "closed" && waitMs > 0)
      throw new NotSentError(this.#meaning.code, this.#meaning.message, waitMs);
  }

  /**
   * Sends a call of the token that `lane` stands for, and learns from how it ends. A call that `signal` has ended says nothing.
   * @throws NotSentError; whatever the call throws.
   */
  async run<T>(lane: string, signal: AbortSignal, call: () => Promise<T>): Promise<T> {
    this.check();
    const isProbe = this.#state === "open";
    if (isProbe) this.#change("half-open");
    try {
      const result = await call();
      this.#onAnswer(lane, isProbe);
      return result;
    } catch (error) {
      this.#onError(error, lane, isProbe, signal);
      throw error;
    }
  }

  /** What calls that began before the circuit opened come back with is no longer news. */
  #onAnswer(lane: string, isProbe: boolean): void {
    if (this.#state === "closed" || isProbe) this.#tally.addAnswer(lane);
    if (isProbe && this.#state === "half-open") this.#change("closed");
  }

  #onError(error: unknown, lane: string, isProbe: boolean, signal: AbortSignal): void {
    const code = error instanceof GatewayError ? error.code : null;
    if (code === "UPSTREAM_BLOCKED") return this.#onBan(error);
    if (signal.aborted) return isProbe ? this.#open(0, this.#meaning) : undefined;
    if (code !== "UPSTREAM_UNAVAILABLE" && code !== "UPSTREAM_TIMEOUT") return this.#onAnswer(lane, isProbe);
    const isOutage = this.#tally.addFailure(lane);
    if (isProbe || (this.#state === "closed" && isOutage)) this.#open(this.options.openMs, UNAVAILABLE);
  }

  #onBan(error: unknown): void {
    const banMs = error instanceof GatewayError ? error.details.retryAfterMs : undefined;
    this.#open(banMs ?? this.options.openMs, BLOCKED);
  }

  /** What keeps the circuit open longest counts: an outage does not cut a ban short. */
  #open(forMs: number, meaning: ErrorMapping): void {
    if (this.options.failures === 0) return;
    const until = this.options.now() + forMs;
    if (this.#state !== "open" || until > this.#openUntil) {
      this.#openUntil = until;
      this.#meaning = meaning;
    }
    this.#change("open");
  }

  #change(state: BreakerState): void {
    if (state !== this.#state) this.options.onChange(state);
    this.#state = state;
  }
}

import { LRUCache } from "lru-cache";
import { GatewayError } from "../../errors.js";
import type { BreakerState } from "../../transcript/upstream-observer.js";
import { BanDetector } from "./ban-detector.js";
import { type Cause, Circuit } from "./circuit.js";
import { OutageDetector } from "./outage-detector.js";
import type { CallContext, Policy } from "./policy.js";

/** When the breaker of one upstream opens, and for how long. */
export interface BreakerLimits {
  /** Consecutive failures that make an outage; 0: the breaker never opens, not even for a ban. */
  readonly breakerFailures: number;
  /** How long the breaker stays open after an outage, or after a ban without a stated time. */
  readonly breakerOpenMs: number;
}

const OUTAGE: Cause = {
  code: "UPSTREAM_UNAVAILABLE",
  message: "The upstream has failed repeatedly, so the gateway makes no calls for some seconds. Try again later.",
};

/** The maximum number of callers whose failures are stored. The one that failed longest ago is removed first. */
const MAX_CALLERS = 10_000;

/** One caller's failures since its last response, and the circuit that they open. */
interface CallerHealth {
  failures: number;
  readonly circuit: Circuit;
}

/** A call that was sent. */
interface SentCall {
  readonly context: CallContext;
  readonly sentAt: number;
  /** The circuits for which it is a probe. */
  readonly probed: readonly Circuit[];
}

/**
 * The circuit breaker of one upstream. The circuit for all callers opens if the upstream is down or has banned the
 * gateway. Each caller with failures has a circuit of its own. Until two callers and two meetings have failed, only the
 * failing caller's circuit opens.
 */
export class Breaker {
  readonly #everyone: Circuit;
  readonly #callers = new LRUCache<string, CallerHealth>({ max: MAX_CALLERS });
  readonly #outages: OutageDetector;
  readonly #bans: BanDetector;

  /**
   * `now`: a monotonic clock in milliseconds. `onChange` is called when the circuit for all callers changes, with the
   * time until the next probe.
   */
  constructor(
    readonly limits: BreakerLimits,
    readonly now: () => number,
    onChange: (state: BreakerState, waitMs: number) => void,
  ) {
    this.#everyone = new Circuit(now, onChange);
    this.#outages = new OutageDetector(limits.breakerFailures, now);
    this.#bans = new BanDetector(now);
  }

  /** The state of the circuit for all callers. */
  get state(): BreakerState {
    return this.#everyone.state;
  }

  /** The number of callers whose own circuit delays them. Those who have left do not count. */
  get callersWithOpenCircuit(): number {
    return [...this.#callers.values()].filter(({ circuit }) => circuit.delaysCalls).length;
  }

  /** @throws NotSentError if a call of this caller may not be sent now. */
  check(caller: string): void {
    this.#everyone.check(caller);
    this.#callers.get(caller)?.circuit.check(caller);
  }

  /** Refuses calls before they queue while a circuit is open. @throws NotSentError. */
  readonly refuseWhileOpen: Policy = (next) => async (context) => {
    this.check(context.caller);
    return next(context);
  };

  /**
   * Sends a call if no circuit is open, and updates the circuits by its result. A call that its caller
   * cancelled is ignored.
   * @throws NotSentError; the error of the call.
   */
  readonly guard: Policy = (next) => async (context) => {
    const call = this.#begin(context);
    try {
      const result = await next(context);
      this.#onResponse(call);
      return result;
    } catch (error) {
      this.#onError(error, call);
      throw error;
    }
  };

  #begin(context: CallContext): SentCall {
    this.check(context.caller);
    const own = this.#callers.get(context.caller)?.circuit;
    const circuits = own === undefined ? [this.#everyone] : [this.#everyone, own];
    const probed = circuits.filter((circuit) => circuit.begin(context.caller));
    return { context, sentAt: this.now(), probed };
  }

  #onResponse({ context: { caller }, sentAt, probed }: SentCall): void {
    for (const circuit of probed) circuit.close();
    this.#bans.addResponse(sentAt);
    this.#outages.addResponse(caller);
    const health = this.#callers.get(caller);
    if (health === undefined) return;
    health.failures = 0;
    if (health.circuit.state === "closed") this.#callers.delete(caller);
  }

  #onError(error: unknown, call: SentCall): void {
    const code = error instanceof GatewayError ? error.code : null;
    if (this.limits.breakerFailures === 0) return;
    if (error instanceof GatewayError && code === "UPSTREAM_BLOCKED") return this.#onBlock(error, call);
    if (call.context.signal.aborted) return call.probed.forEach((circuit) => circuit.giveUpProbe());
    if (code === "UPSTREAM_UNAVAILABLE" || code === "UPSTREAM_TIMEOUT") return this.#onFailure(call);
    this.#onResponse(call);
  }

  #onFailure({ context: { caller, meeting }, probed }: SentCall): void {
    const { breakerFailures, breakerOpenMs } = this.limits;
    const health = this.#healthOf(caller);
    health.failures += 1;
    if (health.failures >= breakerFailures || probed.includes(health.circuit))
      health.circuit.open(breakerOpenMs, OUTAGE);
    const isOutage = this.#outages.addFailure(caller, meeting) && this.#everyone.state === "closed";
    if (isOutage || probed.includes(this.#everyone)) this.#everyone.open(breakerOpenMs, OUTAGE);
  }

  /** A web page instead of a response concerns one request only. Repeated web pages may be an outage. */
  #onBlock({ code, message, details }: GatewayError, call: SentCall): void {
    if (details.scope === "request") return this.#onFailure(call);
    const { caller, meeting } = call.context;
    const banMs = details.retryAfterMs ?? this.limits.breakerOpenMs;
    this.#healthOf(caller).circuit.open(banMs, { code, message });
    const isBan = this.#bans.addBan(caller, meeting, banMs);
    if (isBan || call.probed.includes(this.#everyone)) this.#everyone.open(banMs, { code, message });
  }

  #healthOf(caller: string): CallerHealth {
    const known = this.#callers.get(caller);
    if (known !== undefined) return known;
    const health = { failures: 0, circuit: new Circuit(this.now) };
    this.#callers.set(caller, health);
    return health;
  }
}

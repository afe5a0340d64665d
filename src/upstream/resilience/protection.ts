import type { UpstreamObserver, UpstreamStatus } from "../../transcript/upstream-observer.js";
import { markSent, reportAttempts } from "./attempt-reports.js";
import { Breaker, type BreakerLimits } from "./breaker.js";
import type { CallCounter } from "./call-counter.js";
import { countCalls } from "./count-calls.js";
import { exchangeDeadline } from "./deadline.js";
import { compose } from "./policy.js";
import { REAL_WAITS, type RetryOptions, retries } from "./retry.js";
import { limitWaits } from "./limit-waits.js";
import type { StartRate } from "./start-rate.js";
import { type ThrottleLimits, Throttle } from "./throttle.js";

/** The limits on calls to one upstream, and the reactions to its failures. */
export interface ProtectionOptions extends ThrottleLimits, BreakerLimits, Pick<RetryOptions, "maxAttempts"> {
  /** The timeout of one exchange, from the start of the call to the last byte. Waiting for a permit does not count. */
  readonly timeoutMs: number;
  /** The longest wait that the upstream can demand, by a ban or by `Retry-After`. */
  readonly maxBanMs: number;
  /** Counts calls, and refuses those beyond a limit. */
  readonly counter: CallCounter;
  /** Decides when calls may start. */
  readonly rate: StartRate;
  /** Observes the calls of all callers. */
  readonly observer?: UpstreamObserver;
  /** Random numbers and pauses of retries; tests replace them. */
  readonly waits?: Pick<RetryOptions, "random" | "pause">;
}

/** An observer that does nothing. */
const SILENT: UpstreamObserver = { onCall: () => {}, onBreaker: () => {} };

/**
 * Creates the policies of one upstream, which all callers share. A call passes them in this order. The order matters: a
 * retry queues like any other call, no call queues while the circuit is open, and a call that has waited checks the
 * circuit again.
 */
export function createProtection(options: ProtectionOptions) {
  const { observer = SILENT, waits = REAL_WAITS, maxAttempts } = options;
  const throttle = new Throttle(options, options.rate);
  const breaker = new Breaker(
    options,
    () => performance.now(),
    (state, waitMs) => observer.onBreaker(state, waitMs),
  );
  const protect = compose(
    retries({ ...waits, maxAttempts }),
    reportAttempts(observer),
    breaker.refuseWhileOpen,
    countCalls(options.counter),
    throttle.takePermit,
    breaker.guard,
    markSent,
    throttle.pauseWhenThrottled,
    limitWaits(options.maxBanMs),
    exchangeDeadline(options.timeoutMs),
  );
  return {
    protect,
    get status(): UpstreamStatus {
      return {
        breaker: breaker.state,
        callersWithOpenCircuit: breaker.callersWithOpenCircuit,
        ...throttle.load,
        ...options.counter.total,
      };
    },
  };
}

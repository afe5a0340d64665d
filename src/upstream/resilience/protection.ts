import type { UpstreamObserver, UpstreamStatus } from "../../transcript/upstream-observer.js";
import { markSent, reportAttempts } from "./attempt-reports.js";
import { Breaker } from "./breaker.js";
import type { CallCounter } from "./call-counter.js";
import { countCalls } from "./count-calls.js";
import { exchangeDeadline } from "./deadline.js";
import { type Policy, compose } from "./policy.js";
import { REAL_WAITS, type RetryOptions, retries } from "./retry.js";
import { limitWaits } from "./limit-waits.js";
import { SILENT } from "./silent-observer.js";
import type { StartRate } from "./start-rate.js";
import { type ThrottleLimits, Throttle } from "./throttle.js";

/** How much may be asked of one upstream, and what happens when it fails. */
export interface ProtectionOptions extends ThrottleLimits {
  /** For one whole exchange, from its start (not from when it began to wait for its turn) to the last byte. */
  readonly timeoutMs: number;
  /** Attempts at one call, the first one too. */
  readonly maxAttempts: number;
  /** Failures without a response in between, after which the upstream counts as out; 0: no circuit breaker. */
  readonly breakerFailures: number;
  /** How long no call goes out then. */
  readonly breakerOpenMs: number;
  /** The longest time for which the upstream can silence the gateway, by a ban or by `Retry-After`. */
  readonly maxBanMs: number;
  /** Counts calls, and refuses those beyond a limit. */
  readonly counter: CallCounter;
  /** When calls may start. */
  readonly rate: StartRate;
  /** Watches the calls of all callers; by default nobody does. */
  readonly observer?: UpstreamObserver;
  /** Chance and waiting, by default as they are. */
  readonly waits?: Pick<RetryOptions, "random" | "pause">;
}

/** What stands between callers and one upstream; all callers share it. */
export interface Protection {
  /** All policies in their order. */
  readonly protect: Policy;
  readonly status: UpstreamStatus;
}

/**
 * The policies of one upstream, in the order in which a call passes them. The order matters: a repetition waits for its turn like
 * any other call, nothing joins the queue while the circuit is open, and a call that had to wait looks at the circuit again.
 */
export function createProtection(options: ProtectionOptions): Protection {
  const { observer = SILENT, waits = REAL_WAITS, maxAttempts } = options;
  const throttle = new Throttle(options, options.rate);
  const breaker = createBreaker(options, observer);
  const protect = compose(
    retries({ ...waits, maxAttempts }),
    reportAttempts(observer),
    breaker.refuseWhileOpen,
    countCalls(options.counter),
    throttle.takePermit,
    breaker.judge,
    markSent,
    throttle.pauseWhenThrottled,
    limitWaits(options.maxBanMs),
    exchangeDeadline(options.timeoutMs),
  );
  return {
    protect,
    get status() {
      return {
        breaker: breaker.state,
        callersInTrouble: breaker.callersInTrouble,
        ...throttle.load,
        ...options.counter.total,
      };
    },
  };
}

function createBreaker({ breakerFailures, breakerOpenMs }: ProtectionOptions, observer: UpstreamObserver): Breaker {
  return new Breaker({
    failures: breakerFailures,
    openMs: breakerOpenMs,
    onChange: (state) => observer.onBreaker(state),
    now: () => performance.now(),
  });
}

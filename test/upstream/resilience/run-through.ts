import { GatewayError } from "../../../src/errors.js";
import { MemoryStartRate } from "../../../src/upstream/resilience/memory-start-rate.js";
import type { CallContext, Policy } from "../../../src/upstream/resilience/policy.js";
import type { StartLimits, StartRate } from "../../../src/upstream/resilience/start-rate.js";
import { Throttle, type ThrottleLimits } from "../../../src/upstream/resilience/throttle.js";
import { rejection } from "../client-under-test.js";

/** The context of a first attempt, with much time and without an observer. */
export const contextOf = (caller: string, signal: AbortSignal, rest: Partial<CallContext> = {}): CallContext => ({
  identity: caller,
  caller,
  meeting: "m",
  signal,
  remainingMs: () => 60_000,
  attempt: 1,
  repeatsTimeouts: true,
  observer: null,
  onSent: () => {},
  ...rest,
});

/** Runs one call of a caller through a policy. */
export const runThrough = <T>(policy: Policy, caller: string, signal: AbortSignal, call: () => Promise<T>) =>
  policy(call)(contextOf(caller, signal));

/** A throttle, and a function that starts single calls. By default it uses the rate of one process. */
export function throttleUnderTest(limits: ThrottleLimits & StartLimits, rate: StartRate = new MemoryStartRate(limits)) {
  const throttle = new Throttle(limits, rate);
  const never = new AbortController().signal;
  return {
    /** By default each caller is an identity of its own. */
    run: <T>(caller: string, signal: AbortSignal, call: () => Promise<T>, identity = caller) =>
      throttle.takePermit(call)(contextOf(caller, signal, { identity })),
    /** Makes a call that the upstream throttles for a stated time. */
    pause: (caller: string, retryAfterMs: number, scope?: "all") =>
      rejection(
        runThrough(throttle.pauseWhenThrottled, caller, never, async () => {
          throw new GatewayError("RATE_LIMITED", "throttled", { retryAfterMs, ...(scope && { scope }) });
        }),
      ),
    get load() {
      return throttle.load;
    },
  };
}

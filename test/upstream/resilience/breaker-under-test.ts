import { type ErrorCode, type ErrorDetails, GatewayError } from "../../../src/errors.js";
import type { BreakerState } from "../../../src/transcript/upstream-observer.js";
import { Breaker } from "../../../src/upstream/resilience/breaker.js";
import { rejection } from "../client-under-test.js";
import { contextOf } from "./run-through.js";

const never = new AbortController().signal;

/** A breaker that opens for 5 seconds after 3 failures, with a clock that the test sets. */
export function breakerUnderTest(breakerFailures = 3) {
  const clock = { now: 0 };
  const states: string[] = [];
  const waits: number[] = [];
  const onChange = (state: BreakerState, waitMs: number) => {
    states.push(state);
    waits.push(waitMs);
  };
  const breaker = new Breaker({ breakerFailures, breakerOpenMs: 5000 }, () => clock.now, onChange);
  /** By default each caller reads its own meeting. */
  const run = (caller: string, call: () => Promise<string>, meeting = `meeting of ${caller}`, signal = never) =>
    breaker.guard(call)(contextOf(caller, signal, { meeting }));
  const fail = (code: ErrorCode, caller = "a", details: ErrorDetails = {}, meeting?: string) =>
    rejection(
      run(
        caller,
        async () => {
          throw new GatewayError(code, "it failed", details);
        },
        meeting,
      ),
    );
  const succeed = (caller = "a") => run(caller, async () => "page");
  return { breaker, clock, states, waits, run, fail, succeed };
}

/** A call that ends when the test tells it to. */
export function pending() {
  const end = Promise.withResolvers<string>();
  return { call: () => end.promise, ...end };
}

import { describe, expect, test } from "@jest/globals";
import {
  BrokenResponse,
  type ErrorCode,
  type ErrorDetails,
  GatewayError,
  UpstreamBadResponse,
} from "../../../src/errors.js";
import { NotSentError } from "../../../src/upstream/resilience/not-sent-error.js";
import type { CallContext } from "../../../src/upstream/resilience/policy.js";
import { type RetryOptions, REAL_WAITS, retries } from "../../../src/upstream/resilience/retry.js";
import { rejection } from "../client-under-test.js";
import { contextOf } from "./run-through.js";

const never = new AbortController().signal;
const failure = (code: ErrorCode, details: ErrorDetails = {}) => new GatewayError(code, code, details);

/** Runs a call that fails with each of `errors` in turn and then succeeds; its waits are recorded and not made. */
async function attempt(
  errors: readonly Error[],
  options: Partial<RetryOptions> = {},
  bounds: Partial<CallContext> = {},
): Promise<{ outcome: unknown; attempts: number; waits: number[] }> {
  const waits: number[] = [];
  const numbers: number[] = [];
  const policy = retries({ maxAttempts: 3, random: () => 1, pause: async (ms) => void waits.push(ms), ...options });
  const call = policy(async ({ attempt: number }) => {
    numbers.push(number);
    const error = errors[number - 1];
    if (error !== undefined) throw error;
    return "page";
  });
  const outcome = await call(contextOf("a", never, bounds)).catch((error: unknown) => error);
  expect(numbers).toEqual(numbers.map((_number, index) => index + 1));
  return { outcome, attempts: numbers.length, waits };
}

test("a timeout is not retried if its caller then requests a smaller page; other failures are", async () => {
  const late = failure("UPSTREAM_TIMEOUT");
  const bounds = { repeatsTimeouts: false };
  expect(await attempt([late], {}, bounds)).toMatchObject({ outcome: late, attempts: 1 });
  expect(await attempt([failure("UPSTREAM_UNAVAILABLE")], {}, bounds)).toMatchObject({ outcome: "page", attempts: 2 });
});

describe("a call is retried", () => {
  test.each([
    ["an upstream that is not there", failure("UPSTREAM_UNAVAILABLE")],
    ["an upstream that is late", failure("UPSTREAM_TIMEOUT")],
    ["a response that is not complete", new BrokenResponse("cut short")],
  ])("after %s, with a back-off that doubles", async (_what, error) => {
    expect(await attempt([error, error])).toEqual({ outcome: "page", attempts: 3, waits: [200, 400] });
  });

  test("at a random moment of its back-off, so that callers do not return together", async () => {
    const error = failure("UPSTREAM_UNAVAILABLE");
    const chances = [0, 0.5];
    const { waits } = await attempt([error, error], { random: () => chances.shift() ?? 1 });
    expect(waits).toEqual([0, 200]);
  });

  test("after at most five seconds of back-off", async () => {
    const { waits } = await attempt(
      Array.from({ length: 9 }, () => failure("UPSTREAM_UNAVAILABLE")),
      { maxAttempts: 10 },
    );
    expect(waits.slice(-3)).toEqual([5000, 5000, 5000]);
  });

  test("at least 1, 2 and 4 seconds after it was throttled", async () => {
    const error = failure("RATE_LIMITED", { retryAfterMs: 1000 });
    const { waits } = await attempt([error, error, error], { maxAttempts: 4, random: () => 0 });
    expect(waits).toEqual([1000, 2000, 4000]);
  });

  test("not before the time that the upstream names", async () => {
    const errors = [
      failure("RATE_LIMITED", { retryAfterMs: 7000 }),
      failure("UPSTREAM_UNAVAILABLE", { retryAfterMs: 3000 }),
    ];
    const { waits } = await attempt(errors, { random: () => 0 });
    expect(waits).toEqual([7000, 3000]);
  });
});

describe("a call is not retried", () => {
  const codes: readonly ErrorCode[] = [
    "UNAUTHENTICATED",
    "FORBIDDEN",
    "UNKNOWN_USER",
    "BAD_USER_INPUT",
    "MEETING_CLOSED",
    "CLOUD_RECORD_NOT_FOUND",
    "QUOTA_EXHAUSTED",
    "UPSTREAM_BLOCKED",
    "OPERATION_TOO_COSTLY",
    "INTERNAL_SERVER_ERROR",
  ];

  test.each(codes.map((code) => [code, failure(code)] as const))("after %s", async (_code, error) => {
    expect(await attempt([error])).toEqual({ outcome: error, attempts: 1, waits: [] });
  });

  test.each([
    ["a page of the wrong shape", new UpstreamBadResponse("paragraphList is not a list")],
    ["the gateway itself turned it away", new NotSentError("RATE_LIMITED", "full", 1000)],
    ["a fault of the gateway", new TypeError("a bug")],
  ])("after %s", async (_what, error) => {
    expect(await attempt([error])).toEqual({ outcome: error, attempts: 1, waits: [] });
  });

  test("more often than the maximum, and then its last error is returned", async () => {
    const errors = [1, 2, 3, 4].map(() => failure("UPSTREAM_UNAVAILABLE"));
    const { outcome, attempts } = await attempt(errors);
    expect(attempts).toBe(3);
    expect(outcome).toBe(errors[2]);
  });

  test("if the wait would exceed the operation's deadline: the error is returned at once", async () => {
    const error = failure("RATE_LIMITED", { retryAfterMs: 5000 });
    const bounds = { remainingMs: () => 5000 };
    expect(await attempt([error], {}, bounds)).toEqual({ outcome: error, attempts: 1, waits: [] });
  });

  test("if nobody waits for it any more: the reason is returned", async () => {
    const caller = new AbortController();
    const reason = new Error("gone");
    const pause = async () => caller.abort(reason);
    const { outcome, attempts } = await attempt([failure("UPSTREAM_TIMEOUT")], { pause }, { signal: caller.signal });
    expect({ outcome, attempts }).toEqual({ outcome: reason, attempts: 1 });
  });
});

test("a wait ends at once when its caller hangs up, with the caller's reason", async () => {
  const caller = new AbortController();
  const reason = new Error("gone");
  const call = retries({ ...REAL_WAITS, maxAttempts: 2 })(async () => {
    throw failure("RATE_LIMITED", { retryAfterMs: 50_000 });
  });
  const failed = rejection(call(contextOf("a", caller.signal)));
  setImmediate(() => caller.abort(reason));
  expect(await failed).toBe(reason);
});

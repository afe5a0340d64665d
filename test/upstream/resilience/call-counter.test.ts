import { describe, expect, test } from "@jest/globals";
import { GatewayError, TransportError } from "../../../src/errors.js";
import type { CallLimits } from "../../../src/upstream/resilience/call-limits.js";
import { countCalls } from "../../../src/upstream/resilience/count-calls.js";
import { MemoryCallCounter } from "../../../src/upstream/resilience/memory-call-counter.js";
import { NotSentError } from "../../../src/upstream/resilience/not-sent-error.js";
import { rejection } from "../client-under-test.js";
import { contextOf } from "./run-through.js";

const never = new AbortController().signal;
const HOUR_MS = 3_600_000;
const NOON = Date.parse("2026-11-26T12:00:00Z");

/** A counter with a clock that the test sets, and calls that it counts. */
function setUp(limits: Partial<CallLimits> = {}) {
  const clock = { now: NOON };
  const warnings: object[] = [];
  const counter = new MemoryCallCounter(
    { callsPerMonth: 0, callerCallsPerHour: 0, reservePercent: 10, ...limits },
    () => clock.now,
    (count) => warnings.push(count),
  );
  const policy = countCalls(counter);
  /** Sends one call, which fails if there is an error. */
  const call = (caller = "a", error: Error | null = null) =>
    policy(async ({ onSent }) => {
      onSent();
      if (error !== null) throw error;
      return "page";
    })(contextOf(caller, never));
  return { counter, clock, warnings, policy, call };
}

const unreachable = (fault: "refused" | "dns" | "unreachable" | "tls" | "reset") =>
  new GatewayError("UPSTREAM_UNAVAILABLE", "no", { cause: new TransportError(fault, "CODE") });

describe("a call counts", () => {
  test.each([
    ["with a page", null],
    ["with a refusal", new GatewayError("FORBIDDEN", "no")],
    ["throttled", new GatewayError("RATE_LIMITED", "slower")],
    ["without a response in time, since it may have arrived", new GatewayError("UPSTREAM_TIMEOUT", "late")],
    ["with a reset, since it may have arrived", unreachable("reset")],
    ["given up by its caller", new Error("gone")],
  ])("%s", async (_how, error) => {
    const { counter, call } = setUp();
    await call("a", error).catch(() => null);
    expect(counter.total).toEqual({ callsThisMonth: 1, countingSince: NOON });
  });

  test.each([
    ["refused because of the token", new GatewayError("UNAUTHENTICATED", "no")],
    ["that nobody took", unreachable("refused")],
    ["to a name that is unknown", unreachable("dns")],
    ["to a network that cannot be reached", unreachable("unreachable")],
    ["to a certificate that is not trusted", unreachable("tls")],
  ])("not if it is one %s", async (_how, error) => {
    const { counter, call } = setUp();
    await rejection(call("a", error));
    expect(counter.total.callsThisMonth).toBe(0);
  });

  test("not if it was never sent", async () => {
    const { counter, policy } = setUp();
    const refused = policy(async () => {
      throw new NotSentError("RATE_LIMITED", "full", 1000);
    });
    await rejection(refused(contextOf("a", never)));
    expect(counter.total.callsThisMonth).toBe(0);
  });

  test("while it waits, so that parallel calls do not exceed the limit together", async () => {
    const { policy } = setUp({ callsPerMonth: 2 });
    const end = Promise.withResolvers<string>();
    const wait = policy(() => end.promise);
    const calls = ["a", "b", "c"].map((caller) => wait(contextOf(caller, never)));
    expect(await rejection(calls[2] ?? Promise.resolve())).toMatchObject({ code: "QUOTA_EXHAUSTED" });
    end.resolve("page");
    await Promise.all(calls.slice(0, 2));
  });
});

describe("the month's calls", () => {
  test("refuse everyone when they are used up, without a call, until the next month in China's time", async () => {
    const { counter, clock, call } = setUp({ callsPerMonth: 2 });
    clock.now = Date.parse("2026-11-30T15:59:59Z");
    await call("a");
    await call("b");
    expect(await rejection(call("c"))).toMatchObject({
      code: "QUOTA_EXHAUSTED",
      name: "NotSentError",
      message: expect.stringContaining("2 calls"),
      details: { retryAfterMs: 1000 },
    });
    clock.now += 1000;
    expect(await call("c")).toBe("page");
    expect(counter.total.callsThisMonth).toBe(1);
  });

  test("warn once a month, when only the reserve is left", async () => {
    const { clock, warnings, call } = setUp({ callsPerMonth: 10, reservePercent: 20 });
    for (let index = 0; index < 7; index += 1) await call();
    expect(warnings).toEqual([]);
    for (let index = 0; index < 3; index += 1) await call();
    expect(warnings).toEqual([{ calls: 8, callsPerMonth: 10 }]);
    clock.now = Date.parse("2026-12-31T12:00:00Z");
    for (let index = 0; index < 10; index += 1) await call();
    expect(warnings).toHaveLength(2);
  });

  test("are reduced once by a call that is uncounted twice", async () => {
    const { counter, call } = setUp();
    await call();
    const uncount = await counter.count("a");
    uncount();
    uncount();
    expect(counter.total.callsThisMonth).toBe(1);
  });

  test("are zero when a month begins", async () => {
    const { counter, clock, call } = setUp();
    await call();
    clock.now = Date.parse("2026-11-30T16:00:00Z");
    expect(counter.total.callsThisMonth).toBe(0);
  });

  test("never warn without a limit", async () => {
    const { warnings, call } = setUp({ callsPerMonth: 0 });
    await call();
    expect(warnings).toEqual([]);
  });

  test("are not reduced by uncounting a call of the month before", async () => {
    const { counter, clock, policy, call } = setUp();
    const end = Promise.withResolvers<string>();
    const early = policy(() => end.promise)(contextOf("a", never));
    clock.now = Date.parse("2026-12-01T12:00:00Z");
    await call("b");
    end.reject(new NotSentError("RATE_LIMITED", "full", 1000));
    await rejection(early);
    expect(counter.total.callsThisMonth).toBe(1);
  });
});

describe("one caller's calls in an hour", () => {
  test("refuse only that caller when they are used up, until the oldest is an hour old", async () => {
    const { clock, call } = setUp({ callerCallsPerHour: 2 });
    await call("a");
    clock.now += 60_000;
    await call("a");
    expect(await rejection(call("a"))).toMatchObject({
      code: "QUOTA_EXHAUSTED",
      message: expect.stringContaining("in an hour"),
      details: { retryAfterMs: HOUR_MS - 60_000 },
    });
    expect(await call("b")).toBe("page");
    clock.now = NOON + HOUR_MS;
    expect(await call("a")).toBe("page");
    expect(await rejection(call("a"))).toMatchObject({ code: "QUOTA_EXHAUSTED" });
  });

  test("do not include a call that the upstream does not count", async () => {
    const { call } = setUp({ callerCallsPerHour: 1 });
    await rejection(call("a", unreachable("refused")));
    expect(await call("a")).toBe("page");
    expect(await rejection(call("a"))).toMatchObject({ code: "QUOTA_EXHAUSTED" });
  });

  test("are forgotten if the clock is set back, which could otherwise refuse the caller for hours", async () => {
    const { clock, call } = setUp({ callerCallsPerHour: 1 });
    await call("a");
    clock.now -= 8 * HOUR_MS;
    expect(await call("a")).toBe("page");
    expect(await rejection(call("a"))).toMatchObject({ details: { retryAfterMs: HOUR_MS } });
  });
});

import { describe, expect, test } from "@jest/globals";
import { type ErrorCode, GatewayError } from "../../../src/errors.js";
import { Breaker } from "../../../src/upstream/resilience/breaker.js";
import { rejection } from "../client-under-test.js";
import { runThrough } from "./run-through.js";

const never = new AbortController().signal;

/** A breaker that opens for 5 seconds after 3 failures, on a clock that a test turns. */
function setUp(failures = 3) {
  const clock = { now: 0 };
  const states: string[] = [];
  const breaker = new Breaker({
    failures,
    openMs: 5000,
    onChange: (state) => states.push(state),
    now: () => clock.now,
  });
  const fail = (code: ErrorCode, caller = "a", retryAfterMs?: number) =>
    rejection(
      runThrough(breaker.judge, caller, never, async () => {
        throw new GatewayError(code, "it failed", retryAfterMs === undefined ? {} : { retryAfterMs });
      }),
    );
  const succeed = (caller = "a") => runThrough(breaker.judge, caller, never, async () => "page");
  return { breaker, clock, states, fail, succeed };
}

/** A call that ends when the test says so. */
function pending() {
  const end = Promise.withResolvers<string>();
  return { call: () => end.promise, ...end };
}

describe("the circuit opens", () => {
  test.each(["UPSTREAM_UNAVAILABLE", "UPSTREAM_TIMEOUT"] as const)("after %s again and again", async (code) => {
    const { breaker, fail, states } = setUp();
    for (const caller of ["a", "b"]) await fail(code, caller);
    expect(() => breaker.check()).not.toThrow();
    await fail(code, "c");
    expect(states).toEqual(["open"]);
    expect(() => breaker.check()).toThrow(
      expect.objectContaining({ code: "UPSTREAM_UNAVAILABLE", retryable: true, details: { retryAfterMs: 5000 } }),
    );
  });

  test("for the only token there is", async () => {
    const { breaker, fail, succeed } = setUp();
    await succeed();
    for (let call = 0; call < 3; call += 1) await fail("UPSTREAM_UNAVAILABLE");
    expect(breaker.state).toBe("open");
  });

  test("not for one token's failures while others are answered", async () => {
    const { breaker, clock, fail, succeed } = setUp();
    await succeed("fine");
    for (let call = 0; call < 50; call += 1) await fail("UPSTREAM_UNAVAILABLE", "poor");
    expect(breaker.state).toBe("closed");
    clock.now = 10_000;
    await fail("UPSTREAM_UNAVAILABLE", "poor");
    expect(breaker.state).toBe("open");
  });

  test("when all those that were answered lately have failed since", async () => {
    const { breaker, fail, succeed } = setUp();
    for (const caller of ["a", "b"]) await succeed(caller);
    for (let call = 0; call < 3; call += 1) await fail("UPSTREAM_TIMEOUT", "a");
    expect(breaker.state).toBe("closed");
    await fail("UPSTREAM_TIMEOUT", "b");
    expect(breaker.state).toBe("open");
  });

  test.each(["RATE_LIMITED", "FORBIDDEN", "UNAUTHENTICATED", "QUOTA_EXHAUSTED", "UPSTREAM_BAD_RESPONSE"] as const)(
    "not for %s, which is an answer",
    async (code) => {
      const { breaker, fail } = setUp();
      for (const next of [
        "UPSTREAM_TIMEOUT",
        "UPSTREAM_TIMEOUT",
        code,
        "UPSTREAM_TIMEOUT",
        "UPSTREAM_TIMEOUT",
      ] as const)
        await fail(next);
      expect(breaker.state).toBe("closed");
    },
  );

  test("not for calls that their callers gave up", async () => {
    const { breaker } = setUp();
    const gone = AbortSignal.abort(new GatewayError("UPSTREAM_TIMEOUT", "the operation is over"));
    for (let call = 0; call < 9; call += 1)
      await rejection(runThrough(breaker.judge, "a", gone, async () => gone.throwIfAborted()));
    expect(breaker.state).toBe("closed");
  });

  test("never, where it is switched off", async () => {
    const { breaker, fail, states } = setUp(0);
    for (let call = 0; call < 30; call += 1) await fail("UPSTREAM_UNAVAILABLE");
    await fail("UPSTREAM_BLOCKED", "a", 300_000);
    expect(() => breaker.check()).not.toThrow();
    expect(states).toEqual([]);
  });
});

/** A breaker that has opened. */
const opened = async () => {
  const all = setUp();
  for (let call = 0; call < 3; call += 1) await all.fail("UPSTREAM_UNAVAILABLE");
  return all;
};

describe("while the circuit is open", () => {
  test("no call goes out, and each is told how long it lasts", async () => {
    const { breaker, clock, states } = await opened();
    clock.now = 4000;
    let sent = 0;
    const error = await rejection(runThrough(breaker.judge, "a", never, async () => (sent += 1)));
    expect(error).toMatchObject({ code: "UPSTREAM_UNAVAILABLE", details: { retryAfterMs: 1000 } });
    expect({ sent, states }).toEqual({ sent: 0, states: ["open"] });
  });

  test("one call goes out once its time is over, and the others do not wait for it", async () => {
    const { breaker, clock, states } = await opened();
    clock.now = 5000;
    const probe = pending();
    const probing = runThrough(breaker.judge, "a", never, probe.call);
    expect(breaker.state).toBe("half-open");
    expect(await rejection(runThrough(breaker.judge, "b", never, async () => "page"))).toMatchObject({
      code: "UPSTREAM_UNAVAILABLE",
      details: { retryAfterMs: 1000 },
    });
    probe.resolve("page");
    expect(await probing).toBe("page");
    expect(states).toEqual(["open", "half-open", "closed"]);
    expect(() => breaker.check()).not.toThrow();
  });

  test("that call keeps it open when it fails, and closes it with any answer", async () => {
    const { clock, fail, states } = await opened();
    clock.now = 5000;
    await fail("UPSTREAM_TIMEOUT");
    clock.now = 10_000;
    await fail("FORBIDDEN");
    expect(states).toEqual(["open", "half-open", "open", "half-open", "closed"]);
  });

  test("that call leaves its place to another when its caller goes away", async () => {
    const { breaker, clock, succeed } = await opened();
    clock.now = 5000;
    const gone = AbortSignal.abort(new Error("gone"));
    await rejection(runThrough(breaker.judge, "a", gone, async () => gone.throwIfAborted()));
    expect(breaker.state).toBe("open");
    expect(await succeed()).toBe("page");
    expect(breaker.state).toBe("closed");
  });

  test("a call from before it opened changes nothing by its answer", async () => {
    const all = setUp();
    const early = pending();
    const answered = runThrough(all.breaker.judge, "b", never, early.call);
    for (let call = 0; call < 3; call += 1) await all.fail("UPSTREAM_UNAVAILABLE");
    early.resolve("page");
    await answered;
    expect(all.breaker.state).toBe("open");
  });
});

describe("a ban", () => {
  test("opens the circuit for the time that the upstream says", async () => {
    const { breaker, clock, fail, states, succeed } = setUp();
    await fail("UPSTREAM_BLOCKED", "a", 300_000);
    clock.now = 299_000;
    expect(await rejection(succeed("b"))).toMatchObject({
      code: "UPSTREAM_BLOCKED",
      retryable: false,
      details: { retryAfterMs: 1000 },
    });
    clock.now = 300_000;
    await succeed("b");
    expect(breaker.state).toBe("closed");
    expect(states).toEqual(["open", "half-open", "closed"]);
  });

  test("without a time lasts as long as an outage", async () => {
    const { breaker, fail } = setUp();
    await fail("UPSTREAM_BLOCKED");
    expect(() => breaker.check()).toThrow(expect.objectContaining({ details: { retryAfterMs: 5000 } }));
  });

  test("is not cut short by failures, answers or hang-ups of calls that were under way", async () => {
    const { breaker, fail } = setUp();
    const calls = [pending(), pending(), pending()];
    const ended = calls.map(({ call }) => runThrough(breaker.judge, "b", never, call).catch(() => null));
    await fail("UPSTREAM_BLOCKED", "a", 300_000);
    calls[0]?.resolve("page");
    calls[1]?.reject(new GatewayError("UPSTREAM_UNAVAILABLE", "reset"));
    calls[2]?.reject(new GatewayError("UPSTREAM_BLOCKED", "blocked", { retryAfterMs: 1000 }));
    await Promise.all(ended);
    expect(() => breaker.check()).toThrow(
      expect.objectContaining({ code: "UPSTREAM_BLOCKED", details: { retryAfterMs: 300_000 } }),
    );
  });

  test("that has an outage behind it is then told as that", async () => {
    const { breaker, clock, fail } = setUp();
    await fail("UPSTREAM_BLOCKED", "a", 60_000);
    clock.now = 60_000;
    await fail("UPSTREAM_UNAVAILABLE");
    expect(() => breaker.check()).toThrow(expect.objectContaining({ code: "UPSTREAM_UNAVAILABLE" }));
  });
});

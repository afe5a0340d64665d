import { describe, expect, test } from "@jest/globals";
import { GatewayError } from "../../../src/errors.js";
import { rejection } from "../client-under-test.js";
import { breakerUnderTest, pending } from "./breaker-under-test.js";

const REFUSED = { code: "UPSTREAM_UNAVAILABLE", name: "NotSentError" };

describe("the circuit for everyone opens", () => {
  test.each(["UPSTREAM_UNAVAILABLE", "UPSTREAM_TIMEOUT"] as const)("after %s again and again", async (code) => {
    const { breaker, fail, states } = breakerUnderTest();
    for (const caller of ["a", "b"]) await fail(code, caller);
    expect(() => breaker.check("d")).not.toThrow();
    await fail(code, "c");
    expect(states).toEqual(["open"]);
    expect(() => breaker.check("d")).toThrow(
      expect.objectContaining({ code: "UPSTREAM_UNAVAILABLE", retryable: true, details: { retryAfterMs: 5000 } }),
    );
  });

  test("and its listener gets the time until the first probe", async () => {
    const { clock, fail, waits } = breakerUnderTest();
    clock.now = 1000;
    for (const caller of ["a", "b", "c"]) await fail("UPSTREAM_TIMEOUT", caller);
    expect(waits).toEqual([5000]);
  });

  test("not for one caller's failures, with any meetings: only that caller waits", async () => {
    const { breaker, clock, fail, succeed, states } = breakerUnderTest();
    for (const meeting of ["m", "n", "o"]) await fail("UPSTREAM_UNAVAILABLE", "poor", {}, meeting);
    expect(() => breaker.check("poor")).toThrow(expect.objectContaining({ details: { retryAfterMs: 5000 } }));
    expect(await succeed("fine")).toBe("page");
    expect(breaker.callersWithOpenCircuit).toBe(1);
    clock.now = 5000;
    await succeed("poor");
    expect({ states, open: breaker.callersWithOpenCircuit }).toEqual({ states: [], open: 0 });
  });

  test("not for one caller who then makes no other call, and who is soon no longer counted as waiting", async () => {
    const { breaker, clock, fail } = breakerUnderTest();
    for (let call = 0; call < 3; call += 1) await fail("UPSTREAM_UNAVAILABLE", "gone");
    clock.now = 5000 + 299_999;
    expect(breaker.callersWithOpenCircuit).toBe(1);
    clock.now = 5000 + 300_000;
    expect(breaker.callersWithOpenCircuit).toBe(0);
  });

  test("not for one meeting, with any callers", async () => {
    const { fail, states } = breakerUnderTest();
    for (const caller of ["a", "b", "c", "d", "e", "f"]) await fail("UPSTREAM_TIMEOUT", caller, {}, "hanging");
    expect(states).toEqual([]);
    await fail("UPSTREAM_TIMEOUT", "g", {}, "another");
    expect(states).toEqual(["open"]);
  });

  test("not for several callers' failures while another gets responses", async () => {
    const { breaker, clock, fail, succeed } = breakerUnderTest();
    await succeed("fine");
    for (const caller of ["a", "b", "c", "d", "e"]) await fail("UPSTREAM_UNAVAILABLE", caller);
    expect(breaker.state).toBe("closed");
    clock.now = 10_000;
    await fail("UPSTREAM_UNAVAILABLE", "f");
    expect(breaker.state).toBe("open");
  });

  test("if all callers with recent responses have failed since", async () => {
    const { breaker, fail, succeed } = breakerUnderTest();
    for (const caller of ["a", "b"]) await succeed(caller);
    for (const caller of ["a", "c", "d"]) await fail("UPSTREAM_TIMEOUT", caller);
    expect(breaker.state).toBe("closed");
    await fail("UPSTREAM_TIMEOUT", "b");
    expect(breaker.state).toBe("open");
  });

  test("not for the failures from before a response and those of one caller after it together", async () => {
    const { breaker, fail, succeed } = breakerUnderTest();
    for (const caller of ["a", "b"]) await fail("UPSTREAM_TIMEOUT", caller);
    await succeed("c");
    for (let call = 0; call < 3; call += 1) await fail("UPSTREAM_TIMEOUT", "c");
    expect({ state: breaker.state, open: breaker.callersWithOpenCircuit }).toEqual({ state: "closed", open: 1 });
  });

  test.each(["RATE_LIMITED", "FORBIDDEN", "UNAUTHENTICATED", "QUOTA_EXHAUSTED", "UPSTREAM_BAD_RESPONSE"] as const)(
    "not for %s, which is a response",
    async (code) => {
      const { breaker, fail } = breakerUnderTest();
      const codes = ["UPSTREAM_TIMEOUT", "UPSTREAM_TIMEOUT", code, "UPSTREAM_TIMEOUT", "UPSTREAM_TIMEOUT"] as const;
      for (const [index, next] of codes.entries()) await fail(next, `caller ${index % 2}`);
      expect({ state: breaker.state, open: breaker.callersWithOpenCircuit }).toEqual({ state: "closed", open: 0 });
    },
  );

  test("not for calls that their callers aborted", async () => {
    const { breaker, run } = breakerUnderTest();
    const gone = AbortSignal.abort(new GatewayError("UPSTREAM_TIMEOUT", "the operation is over"));
    const reject = async () => {
      throw gone.reason;
    };
    for (const caller of "abcdefghi") await rejection(run(caller, reject, caller, gone));
    expect(breaker.state).toBe("closed");
  });

  test("never, if it is switched off", async () => {
    const { breaker, fail, states } = breakerUnderTest(0);
    for (let call = 0; call < 30; call += 1) await fail("UPSTREAM_UNAVAILABLE", `caller ${call}`);
    await fail("UPSTREAM_BLOCKED", "a", { retryAfterMs: 300_000 });
    expect(() => breaker.check("a")).not.toThrow();
    expect(states).toEqual([]);
  });
});

/** A breaker that has opened for everyone, after a failure of each of a, b and c. */
const opened = async () => {
  const all = breakerUnderTest();
  for (const caller of ["a", "b", "c"]) await all.fail("UPSTREAM_UNAVAILABLE", caller);
  return all;
};

describe("while the circuit is open", () => {
  test("no call is sent, and each error says how long it lasts", async () => {
    const { clock, run, states, waits } = await opened();
    clock.now = 4000;
    let sent = 0;
    const error = await rejection(run("d", async () => String((sent += 1))));
    expect(error).toMatchObject({ ...REFUSED, details: { retryAfterMs: 1000 } });
    expect({ sent, states, waits }).toEqual({ sent: 0, states: ["open"], waits: [5000] });
  });

  test("one call is sent once its time is over, and the others do not wait for it", async () => {
    const { breaker, clock, run, succeed, states } = await opened();
    clock.now = 5000;
    const probe = pending();
    const probing = run("a", probe.call);
    expect(breaker.state).toBe("half-open");
    expect(await rejection(succeed("b"))).toMatchObject({ ...REFUSED, details: { retryAfterMs: 1000 } });
    probe.resolve("page");
    expect(await probing).toBe("page");
    expect(states).toEqual(["open", "half-open", "closed"]);
    expect(() => breaker.check("b")).not.toThrow();
  });

  test("a probe that hangs does not delay the next one, which another caller sends", async () => {
    const { breaker, clock, run, succeed } = await opened();
    clock.now = 5000;
    const hanging = pending();
    const probing = run("a", hanging.call, "hanging");
    clock.now = 5999;
    expect(await rejection(succeed("b"))).toMatchObject(REFUSED);
    clock.now = 6000;
    expect(await rejection(succeed("a"))).toMatchObject(REFUSED);
    expect(await succeed("b")).toBe("page");
    expect(breaker.state).toBe("closed");
    hanging.resolve("late");
    await probing;
  });

  test("a failed probe keeps it open, and the next probe is another caller's if there is one", async () => {
    const { breaker, clock, fail, succeed } = await opened();
    clock.now = 5000;
    await fail("UPSTREAM_TIMEOUT", "a");
    expect(await rejection(succeed("b"))).toMatchObject({ ...REFUSED, details: { retryAfterMs: 5000 } });
    clock.now = 10_000;
    for (let call = 0; call < 2; call += 1)
      expect(await rejection(succeed("a"))).toMatchObject({ ...REFUSED, details: { retryAfterMs: 1000 } });
    expect(await succeed("b")).toBe("page");
    expect(breaker.state).toBe("closed");
  });

  test("a caller may probe again if no other caller has had a request for ten seconds", async () => {
    const { clock, fail, succeed } = await opened();
    clock.now = 5000;
    await fail("UPSTREAM_TIMEOUT", "a");
    await rejection(succeed("b"));
    clock.now = 14_999;
    expect(await rejection(succeed("a"))).toMatchObject(REFUSED);
    clock.now = 15_000;
    expect(await succeed("a")).toBe("page");
  });

  test("the caller whose probe closed it may send the first probe of the next time", async () => {
    const { breaker, clock, fail, succeed } = await opened();
    clock.now = 5000;
    await succeed("a");
    for (const caller of ["a", "b", "c"]) await fail("UPSTREAM_UNAVAILABLE", caller);
    clock.now = 9999;
    expect(await rejection(succeed("b"))).toMatchObject(REFUSED);
    clock.now = 10_000;
    expect(await succeed("a")).toBe("page");
    expect(breaker.state).toBe("closed");
  });

  test.each([
    ["a late response", (probe: ReturnType<typeof pending>) => probe.resolve("late")],
    ["a late hang-up", (probe: ReturnType<typeof pending>) => probe.reject(new Error("gone"))],
  ])("%s of a probe changes nothing after the next probe has failed", async (_what, end) => {
    const { breaker, clock, fail, run, states } = await opened();
    clock.now = 5000;
    const hanging = pending();
    const caller = new AbortController();
    const probing = run("a", hanging.call, "hanging", caller.signal).catch(() => null);
    clock.now = 6000;
    await fail("UPSTREAM_TIMEOUT", "b");
    clock.now = 7000;
    caller.abort();
    end(hanging);
    await probing;
    expect(() => breaker.check("c")).toThrow(expect.objectContaining({ details: { retryAfterMs: 4000 } }));
    expect(states).toEqual(["open", "half-open", "open"]);
  });

  test("failures of calls from before it opened do not prolong it", async () => {
    const { breaker, clock, fail, run, succeed } = breakerUnderTest();
    const early = pending();
    const failed = rejection(run("d", early.call));
    for (const caller of ["a", "b", "c"]) await fail("UPSTREAM_UNAVAILABLE", caller);
    clock.now = 4000;
    early.reject(new GatewayError("UPSTREAM_TIMEOUT", "late"));
    await failed;
    clock.now = 5000;
    expect(await succeed("e")).toBe("page");
    expect(breaker.state).toBe("closed");
  });

  test("any response to a probe closes it", async () => {
    const { clock, fail, states } = await opened();
    clock.now = 5000;
    await fail("FORBIDDEN", "b");
    expect(states).toEqual(["open", "half-open", "closed"]);
  });

  test("a probe whose caller hangs up makes room for another", async () => {
    const { breaker, clock, run, succeed } = await opened();
    clock.now = 5000;
    const gone = AbortSignal.abort(new Error("gone"));
    const reject = async () => {
      throw gone.reason;
    };
    await rejection(run("a", reject, "m", gone));
    expect(breaker.state).toBe("open");
    expect(await succeed("b")).toBe("page");
    expect(breaker.state).toBe("closed");
  });

  test("a response to a call from before it opened changes nothing", async () => {
    const { breaker, fail, run } = breakerUnderTest();
    const early = pending();
    const responded = run("d", early.call);
    for (const caller of ["a", "b", "c"]) await fail("UPSTREAM_UNAVAILABLE", caller);
    early.resolve("page");
    await responded;
    expect(breaker.state).toBe("open");
  });
});

describe("a caller whose own calls fail", () => {
  test("probes for itself when its time is over, and again while its probe hangs", async () => {
    const { breaker, clock, fail, run, succeed } = breakerUnderTest();
    for (let call = 0; call < 3; call += 1) await fail("UPSTREAM_TIMEOUT", "a");
    clock.now = 5000;
    const hanging = pending();
    const probing = run("a", hanging.call, "hanging");
    expect(await rejection(succeed("a"))).toMatchObject({ ...REFUSED, details: { retryAfterMs: 1000 } });
    expect(breaker.callersWithOpenCircuit).toBe(1);
    clock.now = 6000;
    expect(await succeed("a")).toBe("page");
    expect(breaker.callersWithOpenCircuit).toBe(0);
    hanging.resolve("late");
    await probing;
  });

  test("still waits after a response to an earlier call, which only resets its failures", async () => {
    const { breaker, clock, fail, run, succeed } = breakerUnderTest();
    const [responding, failing] = [pending(), pending()];
    const ended = [responding, failing].map(({ call }) => run("a", call).catch(() => null));
    for (let call = 0; call < 3; call += 1) await fail("UPSTREAM_TIMEOUT", "a");
    responding.resolve("page");
    await ended[0];
    expect(() => breaker.check("a")).toThrow(expect.objectContaining({ details: { retryAfterMs: 5000 } }));
    clock.now = 4000;
    failing.reject(new GatewayError("UPSTREAM_TIMEOUT", "late"));
    await ended[1];
    clock.now = 5000;
    expect(await succeed("a")).toBe("page");
  });

  test("closes its own circuit and that for everyone by one probe", async () => {
    const { breaker, clock, fail, succeed } = breakerUnderTest();
    for (const caller of ["a", "a", "a", "b"]) await fail("UPSTREAM_TIMEOUT", caller);
    expect({ state: breaker.state, open: breaker.callersWithOpenCircuit }).toEqual({ state: "open", open: 1 });
    clock.now = 5000;
    await succeed("a");
    expect({ state: breaker.state, open: breaker.callersWithOpenCircuit }).toEqual({ state: "closed", open: 0 });
  });
});

import { describe, expect, test } from "@jest/globals";
import { GatewayError } from "../../../src/errors.js";
import { rejection } from "../client-under-test.js";
import { breakerUnderTest, pending } from "./breaker-under-test.js";

describe("a ban", () => {
  const ban = { retryAfterMs: 300_000 };

  test("that one caller has seen applies to that caller, for the time that the upstream names", async () => {
    const { breaker, clock, fail, states, succeed } = breakerUnderTest();
    await fail("UPSTREAM_BLOCKED", "a", ban);
    expect(await succeed("b")).toBe("page");
    clock.now = 299_000;
    expect(await rejection(succeed("a"))).toMatchObject({
      code: "UPSTREAM_BLOCKED",
      retryable: false,
      details: { retryAfterMs: 1000 },
    });
    clock.now = 300_000;
    await succeed("a");
    expect({ states, open: breaker.callersWithOpenCircuit }).toEqual({ states: [], open: 0 });
  });

  test("that two callers have seen with two meetings applies to everyone, for the time that the upstream names", async () => {
    const { clock, fail, states, succeed } = breakerUnderTest();
    await fail("UPSTREAM_BLOCKED", "a", ban);
    await fail("UPSTREAM_BLOCKED", "b", ban);
    clock.now = 299_000;
    expect(await rejection(succeed("c"))).toMatchObject({
      code: "UPSTREAM_BLOCKED",
      details: { retryAfterMs: 1000 },
    });
    clock.now = 300_000;
    await succeed("c");
    expect(states).toEqual(["open", "half-open", "closed"]);
  });

  test("that two callers have seen with the same meeting applies only to them", async () => {
    const { fail, states, succeed } = breakerUnderTest();
    for (const caller of ["a", "b"]) await fail("UPSTREAM_BLOCKED", caller, ban, "odd");
    expect(await succeed("c")).toBe("page");
    expect(states).toEqual([]);
  });

  test("that a later response has contradicted is ignored when a second caller sees one", async () => {
    const { clock, fail, states, succeed } = breakerUnderTest();
    await fail("UPSTREAM_BLOCKED", "a", ban);
    clock.now = 1;
    await succeed("c");
    await fail("UPSTREAM_BLOCKED", "b", ban);
    expect(states).toEqual([]);
  });

  test("that a response to an earlier call follows is not contradicted by it", async () => {
    const { fail, run, states } = breakerUnderTest();
    const early = pending();
    const responded = run("c", early.call);
    await fail("UPSTREAM_BLOCKED", "a", ban);
    early.resolve("page");
    await responded;
    await fail("UPSTREAM_BLOCKED", "b", ban);
    expect(states).toEqual(["open"]);
  });

  test("that is over when a second caller sees one does not count", async () => {
    const { clock, fail, states } = breakerUnderTest();
    await fail("UPSTREAM_BLOCKED", "a", ban);
    clock.now = 300_000;
    await fail("UPSTREAM_BLOCKED", "b", ban);
    expect(states).toEqual([]);
  });

  test("counts until its end, although a shorter one has ended since", async () => {
    const { clock, fail, states } = breakerUnderTest();
    await fail("UPSTREAM_BLOCKED", "a", ban, "odd");
    await fail("UPSTREAM_BLOCKED", "b", { retryAfterMs: 1000 }, "odd");
    clock.now = 299_999;
    await fail("UPSTREAM_BLOCKED", "c", ban);
    expect(states).toEqual(["open"]);
  });

  test("that a probe sees applies to everyone", async () => {
    const { breaker, clock, fail } = breakerUnderTest();
    for (const caller of ["a", "b", "c"]) await fail("UPSTREAM_UNAVAILABLE", caller);
    clock.now = 5000;
    await fail("UPSTREAM_BLOCKED", "a", ban);
    expect(() => breaker.check("d")).toThrow(
      expect.objectContaining({ code: "UPSTREAM_BLOCKED", details: { retryAfterMs: 300_000 } }),
    );
  });

  test("of less than a second applies right after a probe has closed the circuit", async () => {
    const { breaker, clock, fail, succeed } = breakerUnderTest();
    for (const caller of ["a", "b", "c"]) await fail("UPSTREAM_UNAVAILABLE", caller);
    clock.now = 5000;
    await succeed("a");
    for (const caller of ["a", "b"]) await fail("UPSTREAM_BLOCKED", caller, { retryAfterMs: 500 });
    expect(() => breaker.check("d")).toThrow(expect.objectContaining({ details: { retryAfterMs: 500 } }));
  });

  test("of one caller whose next call fails is followed by a wait as after an outage", async () => {
    const { breaker, clock, fail } = breakerUnderTest();
    await fail("UPSTREAM_BLOCKED", "a", ban);
    clock.now = 300_000;
    await fail("UPSTREAM_UNAVAILABLE", "a");
    expect(() => breaker.check("a")).toThrow(
      expect.objectContaining({ code: "UPSTREAM_UNAVAILABLE", details: { retryAfterMs: 5000 } }),
    );
  });

  test("without a time lasts as long as an outage", async () => {
    const { breaker, fail } = breakerUnderTest();
    await fail("UPSTREAM_BLOCKED", "a");
    expect(() => breaker.check("a")).toThrow(expect.objectContaining({ details: { retryAfterMs: 5000 } }));
  });

  test("is not shortened by failures, responses or hang-ups of running calls", async () => {
    const { breaker, fail, run } = breakerUnderTest();
    const calls = [pending(), pending(), pending()];
    const ended = calls.map(({ call }) => run("c", call).catch(() => null));
    for (const caller of ["a", "b"]) await fail("UPSTREAM_BLOCKED", caller, ban);
    calls[0]?.resolve("page");
    calls[1]?.reject(new GatewayError("UPSTREAM_UNAVAILABLE", "reset"));
    calls[2]?.reject(new GatewayError("UPSTREAM_BLOCKED", "blocked", { retryAfterMs: 1000 }));
    await Promise.all(ended);
    expect(() => breaker.check("d")).toThrow(
      expect.objectContaining({ code: "UPSTREAM_BLOCKED", details: { retryAfterMs: 300_000 } }),
    );
  });

  test("that an outage follows is then reported as an outage", async () => {
    const { breaker, clock, fail } = breakerUnderTest();
    for (const caller of ["a", "b"]) await fail("UPSTREAM_BLOCKED", caller, ban);
    clock.now = 300_000;
    await fail("UPSTREAM_UNAVAILABLE", "c");
    expect(() => breaker.check("d")).toThrow(expect.objectContaining({ code: "UPSTREAM_UNAVAILABLE" }));
  });
});

describe("a web page instead of a response", () => {
  const page = { scope: "request" } as const;

  test("delays neither its caller nor others", async () => {
    const { breaker, fail, succeed } = breakerUnderTest();
    await fail("UPSTREAM_BLOCKED", "a", page);
    await fail("UPSTREAM_BLOCKED", "b", page);
    for (const caller of ["a", "b", "c"]) expect(await succeed(caller)).toBe("page");
    expect(breaker.callersWithOpenCircuit).toBe(0);
  });

  test("again and again, without other responses, is an outage", async () => {
    const { fail, states } = breakerUnderTest();
    for (const caller of ["a", "b", "c"]) await fail("UPSTREAM_BLOCKED", caller, page);
    expect(states).toEqual(["open"]);
  });
});

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

import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { MemoryStartRate } from "../../../src/upstream/resilience/memory-start-rate.js";
import { throttleUnderTest } from "./run-through.js";

const OPEN = { concurrency: 100, callsPerSecond: 0, totalCallsPerSecond: 0, maxWaitMs: 600_000 };
const never = new AbortController().signal;
const done = async (): Promise<void> => {};

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ["nextTick", "queueMicrotask", "setImmediate"] });
});
afterEach(() => {
  jest.useRealTimers();
});

describe("a token that is paused", () => {
  test("starts no call before its pause ends, and then keeps to its rate; another token's call does not wait", async () => {
    const throttle = throttleUnderTest({ ...OPEN, callsPerSecond: 2 });
    const began = Date.now();
    const starts: Record<string, number[]> = { a: [], b: [] };
    const run = (token: string) => throttle.run(token, never, async () => void starts[token]?.push(Date.now() - began));
    await throttle.pause("a", 3000);
    await throttle.pause("a", 1000);
    const all = Array.from("aaab").map(run);
    await jest.advanceTimersByTimeAsync(2999);
    expect(starts).toEqual({ a: [], b: [0] });
    await jest.advanceTimersByTimeAsync(2000);
    await Promise.all(all);
    expect(starts["a"]).toEqual([3000, 3000, 4060]);
  });

  test("is refused at once if the pause is longer than a call may wait", async () => {
    const throttle = throttleUnderTest({ ...OPEN, maxWaitMs: 2000 });
    await throttle.pause("a", 60_000);
    await expect(throttle.run("a", never, done)).rejects.toMatchObject({
      code: "RATE_LIMITED",
      details: { retryAfterMs: 58_000 },
    });
    await expect(throttle.run("b", never, async () => "page")).resolves.toBe("page");
  });

  test("is remembered for that time only, and so is its rate", async () => {
    const rate = new MemoryStartRate(OPEN);
    const forget = jest.spyOn(rate, "forget");
    const throttle = throttleUnderTest(OPEN, rate);
    await throttle.run("a", never, done);
    await throttle.pause("a", 5000);
    await jest.advanceTimersByTimeAsync(4999);
    expect(throttle.load.queues).toBe(1);
    await jest.advanceTimersByTimeAsync(1001);
    expect(throttle.load.queues).toBe(0);
    await throttle.pause("b", 10);
    await jest.advanceTimersByTimeAsync(1000);
    expect(throttle.load.queues).toBe(0);
    expect(forget.mock.calls).toEqual([["a"], ["b"]]);
  });
});

test("a pause for everyone applies to each token until the longest one ends", async () => {
  const throttle = throttleUnderTest(OPEN);
  const began = Date.now();
  const starts: number[] = [];
  await throttle.pause("a", 3000, "all");
  await throttle.pause("b", 1000, "all");
  const all = ["a", "b", "c"].map((token) =>
    throttle.run(token, never, async () => void starts.push(Date.now() - began)),
  );
  await jest.advanceTimersByTimeAsync(2999);
  expect(starts).toEqual([]);
  await jest.advanceTimersByTimeAsync(1);
  await Promise.all(all);
  expect(starts).toEqual([3000, 3000, 3000]);
});

test("a pause for everyone that is longer than a call may wait refuses calls at once", async () => {
  const throttle = throttleUnderTest({ ...OPEN, maxWaitMs: 2000 });
  await throttle.pause("a", 60_000, "all");
  await expect(throttle.run("b", never, done)).rejects.toMatchObject({
    code: "RATE_LIMITED",
    details: { retryAfterMs: 58_000 },
  });
});

test("a call whose token is paused while it waits is refused in time, with the rest of the pause", async () => {
  const throttle = throttleUnderTest({ ...OPEN, concurrency: 1, maxWaitMs: 1500 });
  const running = Promise.withResolvers<void>();
  const first = throttle.run("a", never, () => running.promise);
  const outcome = throttle.run("b", never, done).catch((error: unknown) => error);
  await jest.advanceTimersByTimeAsync(1000);
  await throttle.pause("b", 5000);
  await jest.advanceTimersByTimeAsync(500);
  expect(await outcome).toMatchObject({ code: "RATE_LIMITED", details: { retryAfterMs: 4500 } });
  running.resolve();
  await first;
});

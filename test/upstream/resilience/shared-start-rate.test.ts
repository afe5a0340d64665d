import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { MemoryStartRate } from "../../../src/upstream/resilience/memory-start-rate.js";
import { SharedStartRate } from "../../../src/upstream/resilience/shared-start-rate.js";
import type { StartStore } from "../../../src/upstream/resilience/start-store.js";
import { FakeStarts, fromAfar } from "./fake-starts.js";
import { throttleUnderTest } from "./run-through.js";

const LIMITS = { concurrency: 100, callsPerSecond: 2, totalCallsPerSecond: 0, maxWaitMs: 600_000 };
const SPACING_MS = 100;
const never = new AbortController().signal;

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ["nextTick", "queueMicrotask", "setImmediate"] });
});
afterEach(() => {
  jest.useRealTimers();
});

/**
 * A throttle on that store, whose own share is two calls a second. Records when its calls start, and the outcomes of
 * starts.
 */
function setUp() {
  const store = new FakeStarts(SPACING_MS);
  const outcomes: string[] = [];
  const rate = new SharedStartRate(store, new MemoryStartRate(LIMITS), (outcome, lateMs) =>
    outcomes.push(`${outcome} ${Math.round(lateMs)}`),
  );
  const throttle = throttleUnderTest(LIMITS, rate);
  const began = performance.now();
  const starts: string[] = [];
  /** Calls of an identity, one of each caller. */
  const run = (callers: string, signal = never) =>
    Array.from(callers).map((caller) =>
      throttle
        .run(caller, signal, async () => void starts.push(`${caller}${Math.round(performance.now() - began)}`), "app")
        .catch((error: Error) => void starts.push(`${caller} ${error.message}`)),
    );
  return { store, throttle, starts, run, outcomes };
}

const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);

describe("starts that are reserved in the store", () => {
  test("are used when they come, and requested one at a time", async () => {
    const { store, starts, run } = setUp();
    void run("aaa");
    await pass(0);
    expect(store.requests).toHaveLength(1);
    await pass(250);
    expect(starts).toEqual(["a1", "a101", "a201"]);
    expect(store.requests).toHaveLength(3);
  });

  test("go to the caller whose turn it is when they come, not to the caller who requested them", async () => {
    const { starts, run } = setUp();
    void run("aaa");
    await pass(50);
    void run("b");
    await pass(200);
    expect(starts).toEqual(["a1", "b101", "a201"]);
  });

  test("that are too far ahead are not reserved, and are requested again in time", async () => {
    const { store, starts, run } = setUp();
    store.take(10);
    void run("a");
    await pass(700);
    expect(store.requests).toHaveLength(1);
    await pass(400);
    expect(starts).toEqual(["a1001"]);
    expect(store.requests).toHaveLength(2);
  });

  test("that arrive too late are replaced by starts that are requested earlier", async () => {
    const { store, starts, run, outcomes } = setUp();
    void run("a");
    await pass(500);
    store.delayMs = 40;
    void run("b");
    await pass(500);
    // Its first start was at 500 ms, and was known at 540 ms.
    expect(starts).toEqual(["a1", "b602"]);
    expect(store.requests.map(({ leadMs }) => leadMs)).toEqual([0, 1, 40]);
    expect(outcomes).toEqual(["used 0", "lost 38", "used 0"]);
  });

  test("are used up to 30 ms late; a process that is held up for longer loses them", async () => {
    let now = 0;
    const outcomes: string[] = [];
    const store: StartStore = {
      spacingMs: SPACING_MS,
      pause: async () => {},
      reserve: async () => ({ reserved: true, now, at: now + 50 }),
    };
    const share = new MemoryStartRate(LIMITS);
    const rate = new SharedStartRate(
      store,
      share,
      (...start) => void outcomes.push(start.join(" ")),
      () => now,
    );
    const call = { identity: "app", caller: "a", sinceLastStartMs: Infinity };
    expect(rate.allows(call, now)).toBe(false);
    await pass(0);
    expect(rate.nextRoomAt("app", now)).toBe(50);
    now = 80;
    expect(rate.nextRoomAt("app", now)).toBe(Infinity); // the call can wait only for a permit
    expect(rate.allows(call, now)).toBe(true);
    rate.add("app", "a", now);
    now = 200;
    expect(rate.allows(call, now)).toBe(false);
    await pass(0);
    now = 281;
    expect(rate.allows(call, now)).toBe(false);
    expect(outcomes).toEqual(["used 30", "lost 31"]);
  });

  test("are waited for if the store is slow, because a share would come on top of the others' rate", async () => {
    const { store, starts, run, outcomes } = setUp();
    store.delayMs = 120;
    void run("aa");
    await pass(1000);
    expect(starts).toEqual(["a120", "a360"]);
    expect(outcomes).toEqual(["used 0", "used 0"]);
  });

  test("are not requested for a cancelled call", async () => {
    const { store, starts, run } = setUp();
    const caller = new AbortController();
    store.take(10);
    void run("a", caller.signal);
    await pass(100);
    caller.abort(new Error("gone"));
    await pass(2000);
    expect(starts).toEqual(["a gone"]);
    expect(store.requests).toHaveLength(1);
  });

  test("whose call was given up count as lost, and nothing of them is kept", async () => {
    const { throttle, starts, run, outcomes } = setUp();
    const caller = new AbortController();
    void run("a");
    await pass(10);
    void run("b", caller.signal);
    await pass(10);
    caller.abort(new Error("gone"));
    await pass(3000);
    expect(starts).toEqual(["a1", "b gone"]);
    expect(outcomes).toEqual(["used 0", expect.stringMatching(/^lost/)]);
    expect(throttle.load.queues).toBe(0);
  });
});

describe("while the store fails", () => {
  test("a replica uses its own share at once, and returns to the store when it works again", async () => {
    const { store, starts, run, outcomes } = setUp();
    store.isOut = true;
    void run("abcd");
    await pass(0);
    expect(starts).toEqual(["a0", "b0"]);
    await pass(1059);
    expect(starts).toEqual(["a0", "b0"]);
    await pass(1);
    expect(starts).toEqual(["a0", "b0", "c1060", "d1060"]);
    expect(outcomes).toEqual(["alone 0", "alone 0", "alone 0", "alone 0"]);
    store.isOut = false;
    void run("efg");
    await pass(1300);
    expect(starts.slice(4)).toEqual(["e2120", "f2120", "g2121"]);
    void run("hi");
    await pass(1000);
    expect(starts.slice(7)).toEqual(["h2362", "i2462"]);
  });

  test("it gets at most two requests per second and identity", async () => {
    const { store, run } = setUp();
    store.isOut = true;
    void run("abcdefghij");
    await pass(4000);
    expect(store.requests.length).toBeLessThanOrEqual(9);
  });
});

test("waiting calls can start one spacing apart, or at the rate of the replica's own share while the store fails", async () => {
  const store = new FakeStarts(SPACING_MS);
  const rate = new SharedStartRate(store, new MemoryStartRate(LIMITS));
  const now = performance.now();
  const waitsMs = () => [1, 2, 3].map((position) => Math.round(rate.soonestStart("app", position, now) - now));
  const request = () => rate.allows({ identity: "app", caller: "a", sinceLastStartMs: Infinity }, performance.now());
  expect(waitsMs()).toEqual([0, 100, 200]);
  store.take(10);
  request();
  await pass(1);
  expect(waitsMs()).toEqual([1001, 1101, 1201]);
  store.isOut = true;
  await pass(900);
  request();
  await pass(0);
  expect(waitsMs()).toEqual([0, 0, 1060]);
});

test("a pause that the upstream demands is shared with all replicas", async () => {
  const { store, throttle } = setUp();
  await throttle.pause("a", 3000);
  await throttle.pause("a", 2000, "all");
  expect(store.pauses).toEqual([
    ["a", 3000],
    [null, 2000],
  ]);
});

describe("three replicas under pressure for a minute", () => {
  const LIMIT = { concurrency: 64, callsPerSecond: 20, totalCallsPerSecond: 400, maxWaitMs: 600_000 };
  const SHARE = { callsPerSecond: 6, totalCallsPerSecond: 133 };

  /**
   * Three throttles on one store, of which the last has `awayMs` more to go. `call` makes a call of 20 ms through one
   * of them, and returns its start.
   */
  function replicas(awayMs = 0) {
    const store = new FakeStarts(54.5);
    const throttles = [0, 0, awayMs].map((delayMs) =>
      throttleUnderTest(LIMIT, new SharedStartRate(fromAfar(store, delayMs), new MemoryStartRate(SHARE))),
    );
    const starts: number[] = [];
    const call = async (replica: number, caller: string): Promise<number> => {
      const throttle = throttles[replica % throttles.length];
      const start = await throttle?.run(caller, never, async () => performance.now(), "app");
      starts.push(start ?? Number.NaN);
      return start ?? Number.NaN;
    };
    return { starts, call };
  }

  test("keep to the rate in any second, use nine tenths of it, and refuse nobody", async () => {
    const { starts, call } = replicas();
    const began = performance.now();
    const press = async (index: number) => {
      while (performance.now() - began < 60_000) await call(index, `caller ${index % 7}`);
    };
    const pressing = Promise.all(Array.from({ length: 90 }, (_, index) => press(index)));
    await pass(70_000);
    await pressing;
    const spans = starts.slice(20).map((start, index) => start - (starts[index] ?? 0));
    expect(Math.min(...spans)).toBeGreaterThan(1050);
    expect(starts.length / ((starts.at(-1) ?? 0) - began)).toBeGreaterThan(0.018);
  });

  test("start calls in turn, even if one of them is farther away from the store", async () => {
    const { call } = replicas(5);
    const shares = [0, 0, 0];
    const count = async (replica: number) => {
      await call(replica, "busy");
      shares[replica] = (shares[replica] ?? 0) + 1;
    };
    for (let index = 0; index < 1500; index += 1) void count(index % 3);
    await pass(30_000);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeGreaterThan(30 * 18);
    for (const share of shares) expect(share).toBeGreaterThan(30 * 5);
    await pass(60_000);
  });

  test("start a caller's single call within 150 ms, beside a thousand calls of another caller", async () => {
    const { call } = replicas();
    void Promise.all(Array.from({ length: 1000 }, (_, index) => call(index, "busy")));
    for (let round = 0; round < 30; round += 1) {
      await pass(500 + 37 * round);
      const requestedAt = performance.now();
      const started = call(round, `quiet ${round}`);
      await pass(200);
      expect((await started) - requestedAt).toBeLessThanOrEqual(150);
    }
    await pass(60_000);
  });
});

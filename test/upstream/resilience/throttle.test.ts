import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { throttleUnderTest } from "./run-through.js";

/** No limits except those that a test sets. */
const OPEN = { concurrency: 100, callsPerSecond: 0, totalCallsPerSecond: 0, maxWaitMs: 600_000 };
/** A second, and the 60 ms by which calls can get closer together on their way to the upstream. */
const WINDOW_MS = 1060;
const never = new AbortController().signal;
const done = async (): Promise<void> => {};

/** A call that records its start and runs until the test ends it. */
function longCalls() {
  const ends: Array<() => void> = [];
  return {
    ends,
    call: () =>
      new Promise<void>((resolve) => {
        ends.push(resolve);
      }),
  };
}

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ["nextTick", "queueMicrotask", "setImmediate"] });
});
afterEach(() => {
  jest.useRealTimers();
});

/** Runs all work that waits only for the event loop. */
const settle = () => jest.advanceTimersByTimeAsync(0);

describe("the limit on calls in flight", () => {
  test("applies to all tokens together, and a call that ends or fails makes room for the next", async () => {
    const throttle = throttleUnderTest({ ...OPEN, concurrency: 2, callsPerSecond: 0 });
    const { ends, call } = longCalls();
    const failing = throttle.run("a", never, async () => {
      await call();
      throw new Error("failed");
    });
    const rest = ["a", "b", "c"].map((token) => throttle.run(token, never, call));
    await settle();
    expect(ends).toHaveLength(2);
    ends[0]?.();
    await expect(failing).rejects.toThrow("failed");
    await settle();
    expect(ends).toHaveLength(3);
    ends[1]?.();
    await settle();
    expect(ends).toHaveLength(4);
    for (const end of ends) end();
    await Promise.all(rest);
  });

  test("is shared in turns: a token with many waiting calls does not delay another's first call", async () => {
    const throttle = throttleUnderTest({ ...OPEN, concurrency: 1, callsPerSecond: 0 });
    const order: string[] = [];
    const run = (token: string) => throttle.run(token, never, async () => void order.push(token));
    await Promise.all([...Array.from({ length: 5 }, () => run("busy")), run("other")]);
    expect(order.indexOf("other")).toBeLessThanOrEqual(2);
  });

  test("returns the result of the call", async () => {
    const throttle = throttleUnderTest({ ...OPEN, concurrency: 1, callsPerSecond: 0 });
    await expect(throttle.run("a", never, async () => 7)).resolves.toBe(7);
  });
});

describe("the limit on calls in a second", () => {
  test("applies in any second, for each token separately", async () => {
    const throttle = throttleUnderTest({ ...OPEN, concurrency: 100, callsPerSecond: 3 });
    const starts: Record<string, number[]> = { a: [], b: [] };
    const run = (token: string) => throttle.run(token, never, async () => void starts[token]?.push(Date.now()));
    const began = Date.now();
    const all = Array.from("aaaaaaaabb").map(run);
    await settle();
    expect(starts).toEqual({ a: [began, began, began], b: [began, began] });
    await jest.advanceTimersByTimeAsync(WINDOW_MS - 1);
    expect(starts["a"]).toHaveLength(3);
    await jest.advanceTimersByTimeAsync(1);
    expect(starts["a"]).toHaveLength(6);
    await jest.advanceTimersByTimeAsync(WINDOW_MS);
    await Promise.all(all);
    expect(starts["a"]).toHaveLength(8);
  });

  test("is not forgotten when a token pauses for a second", async () => {
    const throttle = throttleUnderTest({ ...OPEN, concurrency: 100, callsPerSecond: 1 });
    await throttle.run("a", never, done);
    await jest.advanceTimersByTimeAsync(1001);
    const started = jest.fn(done);
    const second = throttle.run("a", never, started);
    await jest.advanceTimersByTimeAsync(58);
    expect(started).not.toHaveBeenCalled();
    await jest.advanceTimersByTimeAsync(1);
    await second;
    expect(started).toHaveBeenCalledTimes(1);
  });

  test("applies in every second, not only in those of the clock", async () => {
    const throttle = throttleUnderTest({ ...OPEN, concurrency: 100, callsPerSecond: 2 });
    const began = Date.now();
    const starts: number[] = [];
    const run = () => throttle.run("a", never, async () => void starts.push(Date.now() - began));
    await run();
    await jest.advanceTimersByTimeAsync(900);
    const later = [run(), run(), run()];
    await jest.advanceTimersByTimeAsync(WINDOW_MS);
    await Promise.all(later);
    expect(starts).toEqual([0, 900, WINDOW_MS, 900 + WINDOW_MS]);
  });

  test("is not exceeded by calls that piled up while every permit was taken", async () => {
    const throttle = throttleUnderTest({ ...OPEN, concurrency: 2, callsPerSecond: 5 });
    const { ends, call } = longCalls();
    const others = [throttle.run("b", never, call), throttle.run("c", never, call)];
    await settle();
    const started = jest.fn(done);
    const piled = Array.from({ length: 30 }, () => throttle.run("a", never, started));
    await jest.advanceTimersByTimeAsync(5000);
    expect(started).not.toHaveBeenCalled();
    for (const end of ends) end();
    await jest.advanceTimersByTimeAsync(900);
    expect(started.mock.calls.length).toBeLessThanOrEqual(6);
    await jest.advanceTimersByTimeAsync(10_000);
    await Promise.all([...others, ...piled]);
  });
});

describe("the limit on all calls in a second", () => {
  test("applies to all tokens together, in any second", async () => {
    const throttle = throttleUnderTest({ ...OPEN, totalCallsPerSecond: 4 });
    const began = Date.now();
    const starts: number[] = [];
    const run = (token: string) => throttle.run(token, never, async () => void starts.push(Date.now() - began));
    const all = Array.from("abcdefghij").map(run);
    await jest.advanceTimersByTimeAsync(3000);
    await Promise.all(all);
    const [second, third] = [WINDOW_MS, 2 * WINDOW_MS];
    expect(starts).toEqual([0, 0, 0, 0, second, second, second, second, third, third]);
  });

  test("is shared in turns: nine quiet tokens all go before a noisy token's third call", async () => {
    const throttle = throttleUnderTest({ ...OPEN, totalCallsPerSecond: 2, callsPerSecond: 20 });
    const order: string[] = [];
    const run = (token: string) => throttle.run(token, never, async () => void order.push(token));
    const noisy = Array.from({ length: 30 }, () => run("noisy"));
    const quiet = Array.from("bcdefghij").map(run);
    await jest.advanceTimersByTimeAsync(30_000);
    await Promise.all([...noisy, ...quiet]);
    const turns = order.slice(0, 11).filter((token) => token === "noisy").length;
    expect(turns).toBe(2);
  });

  test("is not used up by calls that were aborted in the queue", async () => {
    const throttle = throttleUnderTest({ ...OPEN, totalCallsPerSecond: 1 });
    await throttle.run("a", never, done);
    const caller = new AbortController();
    const gone = Promise.allSettled(Array.from("bcdef").map((token) => throttle.run(token, caller.signal, done)));
    await settle();
    caller.abort();
    await gone;
    const started = jest.fn(done);
    const next = throttle.run("z", never, started);
    await jest.advanceTimersByTimeAsync(WINDOW_MS);
    await next;
    expect(started).toHaveBeenCalledTimes(1);
  });
});

describe("a wait for a permit", () => {
  const limited = { code: "RATE_LIMITED", retryable: true };

  test("that is certain to be too long is refused at once, with the time after which there is room", async () => {
    const throttle = throttleUnderTest({ ...OPEN, callsPerSecond: 2, maxWaitMs: 2 * WINDOW_MS });
    const all = Array.from({ length: 7 }, () => throttle.run("a", never, done).catch(() => null));
    await expect(throttle.run("a", never, done)).rejects.toMatchObject({
      ...limited,
      details: { retryAfterMs: WINDOW_MS },
    });
    await settle();
    expect(throttle.load).toMatchObject({ waiting: 4, inFlight: 0 });
    await jest.advanceTimersByTimeAsync(4000);
    await Promise.all(all);
  });

  test("counts only the token's own calls", async () => {
    const throttle = throttleUnderTest({ ...OPEN, callsPerSecond: 1, maxWaitMs: 1000 });
    const noisy = Array.from({ length: 50 }, () => throttle.run("a", never, done).catch(() => "refused"));
    await expect(throttle.run("b", never, async () => "page")).resolves.toBe("page");
    await jest.advanceTimersByTimeAsync(2000);
    expect((await Promise.all(noisy)).filter((result) => result === "refused").length).toBeGreaterThan(40);
  });

  test("that becomes too long ends in time, and the call never starts", async () => {
    const throttle = throttleUnderTest({ ...OPEN, concurrency: 1, maxWaitMs: 1500 });
    const { ends, call } = longCalls();
    const first = throttle.run("a", never, call);
    const started = jest.fn(done);
    const outcome = throttle.run("b", never, started).catch((error: unknown) => error);
    await jest.advanceTimersByTimeAsync(1499);
    expect(throttle.load).toMatchObject({ waiting: 1, inFlight: 1 });
    await jest.advanceTimersByTimeAsync(1);
    expect(await outcome).toMatchObject({ ...limited, details: { retryAfterMs: 1000 } });
    ends[0]?.();
    await first;
    await settle();
    expect(started).not.toHaveBeenCalled();
    expect(throttle.load).toMatchObject({ waiting: 0, inFlight: 0 });
  });

  test("leaves no timer once the call has its permit", async () => {
    const throttle = throttleUnderTest(OPEN);
    const { ends, call } = longCalls();
    const running = throttle.run("a", never, call);
    await settle();
    expect(jest.getTimerCount()).toBe(1); // the queue's, which keeps its rate for a second
    ends[0]?.();
    await running;
  });

  test("has one timer beside its deadline, however many other calls start meanwhile", async () => {
    const throttle = throttleUnderTest({ ...OPEN, callsPerSecond: 1 });
    const all = [1, 2].map(() => throttle.run("a", never, done));
    await settle();
    const timers = jest.getTimerCount();
    for (const token of "bcdef") await throttle.run(token, never, done);
    await settle();
    expect(jest.getTimerCount()).toBe(timers);
    await jest.advanceTimersByTimeAsync(WINDOW_MS);
    await Promise.all(all);
  });
});

describe("an abort", () => {
  const reason = new Error("gone");

  test("of a call that waits for its rate or a permit means that it never starts, and delays nobody", async () => {
    const throttle = throttleUnderTest({ ...OPEN, concurrency: 1, callsPerSecond: 0 });
    const { ends, call } = longCalls();
    const first = throttle.run("a", never, call);
    await settle();
    const caller = new AbortController();
    const started = jest.fn(done);
    const waiting = [1, 2, 3].map(() => throttle.run("a", caller.signal, started));
    const after = throttle.run("a", never, done);
    await settle();
    caller.abort(reason);
    const results = await Promise.allSettled(waiting);
    expect(results).toEqual(waiting.map(() => ({ status: "rejected", reason })));
    ends[0]?.();
    await Promise.all([first, after]);
    expect(started).not.toHaveBeenCalled();
  });

  test("before the call is refused at once and leaves nothing behind", async () => {
    const throttle = throttleUnderTest({ ...OPEN, concurrency: 1, callsPerSecond: 1 });
    await expect(throttle.run("a", AbortSignal.abort(reason), done)).rejects.toBe(reason);
    expect(throttle.load.queues).toBe(0);
  });

  test("at any moment of a call releases its permit", async () => {
    const throttle = throttleUnderTest({ ...OPEN, concurrency: 1, callsPerSecond: 0 });
    for (let turns = 0; turns < 12; turns += 1) {
      const caller = new AbortController();
      const aborted = throttle.run(
        "a",
        caller.signal,
        () => new Promise<void>((resolve) => caller.signal.addEventListener("abort", () => resolve())),
      );
      const settled = Promise.allSettled([aborted]);
      for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
      caller.abort(reason);
      await settled;
      await expect(throttle.run("b", never, async () => turns)).resolves.toBe(turns);
    }
  });
});

describe("memory", () => {
  test("holds no token that has been quiet for two seconds, even after many", async () => {
    const throttle = throttleUnderTest({ ...OPEN, concurrency: 10, callsPerSecond: 2 });
    await Promise.all(Array.from({ length: 500 }, (_, index) => throttle.run(`token-${index}`, never, done)));
    expect(throttle.load.queues).toBe(500);
    await jest.advanceTimersByTimeAsync(2000);
    expect(throttle.load.queues).toBe(0);
  });

  test("keeps the queue of a token whose calls still wait", async () => {
    const throttle = throttleUnderTest({ ...OPEN, concurrency: 10, callsPerSecond: 1 });
    const all = Array.from({ length: 4 }, () => throttle.run("a", never, done));
    await jest.advanceTimersByTimeAsync(2500);
    expect(throttle.load.queues).toBe(1);
    await jest.advanceTimersByTimeAsync(2500);
    await Promise.all(all);
    expect(throttle.load.queues).toBe(0);
  });
});

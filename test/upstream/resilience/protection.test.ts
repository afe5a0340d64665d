import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { GatewayError } from "../../../src/errors.js";
import { MemoryStartRate } from "../../../src/upstream/resilience/memory-start-rate.js";
import type { CallContext } from "../../../src/upstream/resilience/policy.js";
import { createProtection } from "../../../src/upstream/resilience/protection.js";
import { LIMITS } from "../client-under-test.js";
import { contextOf } from "./run-through.js";

const RATES = { callsPerSecond: 20, totalCallsPerSecond: 400 };

/** The gateway's defaults. */
const DEFAULTS = {
  ...LIMITS,
  timeoutMs: 10_000,
  maxAttempts: 3,
  concurrency: 64,
  maxWaitMs: 10_000,
  breakerFailures: 10,
  breakerOpenMs: 10_000,
};

const never = new AbortController().signal;

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ["nextTick", "queueMicrotask", "setImmediate"] });
});
afterEach(() => {
  jest.useRealTimers();
});

/** A call that never ends by itself. */
const hang = (signal: AbortSignal): Promise<never> =>
  new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason), { once: true }));

const after = (ms: number): Promise<string> => new Promise((resolve) => setTimeout(() => resolve("page"), ms));

/** All policies in front of an upstream whose behaviour depends on the meeting's name. */
function setUp() {
  const sent: string[] = [];
  const waits = new Map<string, number[]>();
  const { protect } = createProtection({ ...DEFAULTS, rate: new MemoryStartRate(RATES) });
  const call = protect(({ caller, meeting, signal }: CallContext) => {
    sent.push(caller);
    if (meeting.startsWith("hanging")) return hang(signal);
    if (meeting.startsWith("slow")) return after(6500);
    if (meeting.startsWith("odd")) throw new GatewayError("UPSTREAM_BLOCKED", "a web page", { scope: "request" });
    if (meeting.startsWith("banned")) throw new GatewayError("UPSTREAM_BLOCKED", "banned", { retryAfterMs: 300_000 });
    return after(100);
  });
  /** Makes a call as a caller, and returns the outcome. An operation has 30 seconds. */
  const request = (identity: string, operator: string, meeting: string): Promise<string> => {
    const began = performance.now();
    const caller = `${identity} ${operator}`;
    const observer = {
      onCall: ({ waitedMs }: { waitedMs: number }) =>
        void waits.set(caller, [...(waits.get(caller) ?? []), Math.round(waitedMs)]),
    };
    const remainingMs = () => 30_000 - (performance.now() - began);
    return call(contextOf(caller, never, { identity, meeting, remainingMs, observer })).catch((error: unknown) =>
      error instanceof GatewayError ? error.code : String(error),
    );
  };
  return { request, sent, waits };
}

/** Repeats an action at an interval, and returns all results when the time is over. */
async function every<T>(ms: number, forMs: number, action: () => Promise<T>): Promise<T[]> {
  const results: Array<Promise<T>> = [];
  for (let at = 0; at < forMs; at += ms) {
    results.push(action());
    await after(ms);
  }
  return Promise.all(results);
}

/** Advances the clock until the work is done. */
async function finish<T>(work: Promise<T>): Promise<T> {
  const progress = { done: false };
  const ended = work.finally(() => (progress.done = true));
  while (!progress.done) await jest.advanceTimersByTimeAsync(50);
  return ended;
}

const others = ["b", "c", "d"];

describe("beside a caller who sends five failing requests a second", () => {
  test.each([
    ["a meeting on which the upstream hangs", "hanging"],
    ["a meeting for which the firewall sends a web page", "odd"],
    ["a meeting that looks like a ban", "banned"],
  ])("%s, three others who send one request a second get 180 pages of 180 in a minute", async (_what, meeting) => {
    const { request } = setUp();
    const [pages] = await finish(
      Promise.all([
        Promise.all(others.map((name) => every(1000, 60_000, () => request(name, "u", `meeting of ${name}`)))),
        every(200, 60_000, () => request("a", "u", meeting)),
      ]),
    );
    expect(pages.flat().filter((result) => result === "page")).toHaveLength(180);
    expect(pages.flat()).toHaveLength(180);
  });

  test("another operator with the same token gets every page", async () => {
    const { request } = setUp();
    const [pages] = await finish(
      Promise.all([
        every(1000, 60_000, () => request("app", "quiet", "meeting")),
        every(200, 60_000, () => request("app", "noisy", "hanging")),
      ]),
    );
    expect(new Set(pages)).toEqual(new Set(["page"]));
  });
});

describe("beside a caller with 200 calls for slow meetings", () => {
  test.each([
    ["with other tokens", (name: string) => [name, "u"] as const],
    ["with the same token and other operators", (name: string) => ["busy", name] as const],
  ])("others %s wait at most 250 ms for a permit", async (_who, identityOf) => {
    const { request, waits } = setUp();
    const busy = Array.from({ length: 200 }, (_, index) => request("busy", "u", `slow ${index}`));
    await finish(
      Promise.all(
        others.map(async (name, index) => {
          await after(300 * (index + 1));
          const [identity, operator] = identityOf(name);
          return every(2500, 20_000, () => request(identity, operator, `meeting of ${name}`));
        }),
      ),
    );
    const waited = others.flatMap((name) => waits.get(identityOf(name).join(" ")) ?? []);
    expect(waited).toHaveLength(24);
    expect(Math.max(...waited)).toBeLessThanOrEqual(250);
    await finish(Promise.all(busy));
  });

  test("that caller never uses more than half of the permits", async () => {
    const { request, sent } = setUp();
    const busy = Array.from({ length: 200 }, (_, index) => request("busy", "u", `slow ${index}`));
    await jest.advanceTimersByTimeAsync(6000);
    expect(sent).toHaveLength(32);
    await finish(Promise.all(busy));
  });
});

test("a call is refused at once while its circuit is open, although no permit is free", async () => {
  const limits = { ...DEFAULTS, concurrency: 1, breakerFailures: 1, maxAttempts: 1 };
  const { protect } = createProtection({ ...limits, rate: new MemoryStartRate(RATES) });
  const call = protect(({ caller, signal }: CallContext) => {
    if (caller === "slow") return hang(signal);
    throw new GatewayError("UPSTREAM_UNAVAILABLE", "down");
  });
  const request = (caller: string) => call(contextOf(caller, never)).catch((error: unknown) => error);
  await request("refused");
  const slow = request("slow");
  await jest.advanceTimersByTimeAsync(0);
  const onEnd = jest.fn();
  void request("refused").then(onEnd);
  await jest.advanceTimersByTimeAsync(0);
  expect(onEnd).toHaveBeenCalledWith(expect.objectContaining({ code: "UPSTREAM_UNAVAILABLE" }));
  await finish(slow);
});

test("the deadline of a call does not include its wait for a permit", async () => {
  const limits = { ...DEFAULTS, concurrency: 1, timeoutMs: 400, maxAttempts: 1 };
  const { protect } = createProtection({ ...limits, rate: new MemoryStartRate(RATES) });
  const call = protect(() => after(399));
  const pages = ["a", "b", "c", "d"].map((caller) => call(contextOf(caller, never)));
  await expect(finish(Promise.all(pages))).resolves.toEqual(pages.map(() => "page"));
});

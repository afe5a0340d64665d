import { afterEach, beforeEach, expect, jest, test } from "@jest/globals";
import { WaitingTime } from "../../src/redis/waiting-time.js";

const MAX_MS = 60;

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Lets time pass, a millisecond at a time, until the work has ended. */
async function timePassesDuring<T>(work: Promise<T>): Promise<T> {
  const state = { isOver: false };
  const end = () => (state.isOver = true);
  work.then(end, end);
  while (!state.isOver) await jest.advanceTimersByTimeAsync(1);
  return work;
}

/** Waits repeatedly until the limit, and returns how often it could wait. */
async function waitUntilRefused(wait: () => Promise<unknown>): Promise<number> {
  for (let waits = 0; waits < 100; waits += 1)
    try {
      await wait();
    } catch {
      return waits;
    }
  return 100;
}

test("many short waits add up, and after the limit no work is started", async () => {
  const time = new WaitingTime(MAX_MS, () => undefined);
  const waits = await timePassesDuring(waitUntilRefused(() => time.spend(() => pause(25))));
  expect(waits).toBeGreaterThan(0);
  expect(waits).toBeLessThanOrEqual(2);
  let begun = 0;
  const again = time.spend(async () => (begun += 1));
  await expect(again).rejects.toMatchObject({ failure: "unavailable" });
  expect(begun).toBe(0);
});

test("waits that are too long in total are reported as slow", async () => {
  let told = 0;
  const time = new WaitingTime(MAX_MS, () => (told += 1));
  await timePassesDuring(time.spend(() => pause(10)));
  await expect(timePassesDuring(time.spend(() => new Promise(() => {})))).rejects.toMatchObject({ failure: "timeout" });
  expect(told).toBe(1);
});

test("parallel waits count once", async () => {
  const time = new WaitingTime(10_000, () => undefined);
  const startedAt = performance.now();
  await timePassesDuring(Promise.all(Array.from({ length: 50 }, () => time.spend(() => pause(20)))));
  expect(time.spentMs).toBeLessThanOrEqual(performance.now() - startedAt);
});

test("borrowed time counts only if the work fails", async () => {
  const time = new WaitingTime(MAX_MS, () => undefined);
  expect(await timePassesDuring(waitUntilRefused(() => time.borrow(() => pause(1))))).toBe(100);
  const before = time.spentMs;
  const failing = time.borrow(async () => {
    await pause(5);
    throw new Error("lost");
  });
  await expect(timePassesDuring(failing)).rejects.toThrow("lost");
  expect(time.spentMs).toBeGreaterThan(before);
});

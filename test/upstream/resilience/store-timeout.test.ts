import { afterEach, expect, jest, test } from "@jest/globals";
import { StoreTimeout } from "../../../src/upstream/resilience/store-timeout.js";

const after = <T>(ms: number, value: T): Promise<T> => new Promise((resolve) => setTimeout(() => resolve(value), ms));
const never = <T>(): Promise<T> => new Promise<T>(() => {});

afterEach(() => {
  jest.useRealTimers();
});

test("calls wait for a store that responds, and for a while do not wait after a failure or a timeout", async () => {
  const clock = { now: 0 };
  const timeout = new StoreTimeout(() => clock.now);
  expect(await timeout.wait(after(1, "page"))).toBe("page");
  expect(await timeout.wait(never())).toBeNull();
  expect(await timeout.wait(after(1, "page"))).toBeNull();
  clock.now += 500;
  expect(await timeout.wait(after(1, "page"))).toBe("page");
  expect(await timeout.wait(Promise.reject(new Error("out")))).toBeNull();
});

test("calls wait for the store again after the clock was set back", async () => {
  const clock = { now: 3_600_000 };
  const timeout = new StoreTimeout(() => clock.now);
  expect(await timeout.wait(Promise.reject(new Error("out")))).toBeNull();
  clock.now = 0;
  expect(await timeout.wait(after(1, "page"))).toBe("page");
});

test("calls do not wait for a while after the store failed at once", async () => {
  const clock = { now: 0 };
  const timeout = new StoreTimeout(() => clock.now);
  expect(await timeout.wait(Promise.reject(new Error("out")))).toBeNull();
  clock.now += 499;
  expect(await timeout.wait(after(1, "page"))).toBeNull();
  clock.now += 1;
  expect(await timeout.wait(after(1, "page"))).toBe("page");
});

test("a call waits 50 ms, and a response in time starts no cooldown later", async () => {
  jest.useFakeTimers();
  const timeout = new StoreTimeout(() => performance.now());
  const fast = timeout.wait(after(49, "page"));
  await jest.advanceTimersByTimeAsync(49);
  expect(await fast).toBe("page");
  await jest.advanceTimersByTimeAsync(51);
  const next = timeout.wait(after(1, "page"));
  await jest.advanceTimersByTimeAsync(1);
  expect(await next).toBe("page");
  const slow = timeout.wait(after(52, "page"));
  await jest.advanceTimersByTimeAsync(51);
  expect(await Promise.race([slow, Promise.resolve("still waiting")])).toBeNull();
});

test("a failure that nobody waits for is handled", async () => {
  const timeout = new StoreTimeout(() => 0);
  await timeout.wait(Promise.reject(new Error("out")));
  const work = Promise.reject(new Error("out again"));
  const handled = jest.spyOn(work, "catch");
  expect(await timeout.wait(work)).toBeNull();
  expect(handled).toHaveBeenCalledTimes(1);
});

test("a delay of the process itself does not count as a slow store", async () => {
  const timeout = new StoreTimeout(() => performance.now());
  const waiting = timeout.wait(after(210, "page"));
  const end = performance.now() + 200;
  while (performance.now() < end);
  expect(await waiting).toBe("page");
});

import { expect, test } from "@jest/globals";
import { StoreTimeout } from "../../../src/upstream/resilience/store-timeout.js";

const after = <T>(ms: number, value: T): Promise<T> => new Promise((resolve) => setTimeout(() => resolve(value), ms));
const never = <T>(): Promise<T> => new Promise<T>(() => {});

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

test("a delay of the process itself does not count as a slow store", async () => {
  const timeout = new StoreTimeout(() => performance.now());
  const waiting = timeout.wait(after(210, "page"));
  const end = performance.now() + 200;
  while (performance.now() < end);
  expect(await waiting).toBe("page");
});

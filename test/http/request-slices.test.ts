import { setImmediate as nextRound } from "node:timers/promises";
import { expect, test } from "@jest/globals";
import { RequestSlices } from "../../src/http/request-slices.js";

/** Keeps the event loop busy. */
function work(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

test("short requests that arrive together all get their turn", async () => {
  const slices = new RequestSlices();
  let done = 0;
  const requests = [1, 2, 3].map(() => slices.next().then(() => (done += 1)));
  await Promise.all(requests);
  expect(done).toBe(3);
});

test("long requests that arrive together take one round of the event loop each, in their order", async () => {
  const slices = new RequestSlices();
  const order: string[] = [];
  const handle = async (name: string) => {
    await slices.next();
    order.push(name);
    work(15);
  };
  const requests: Promise<void>[] = [];
  for (const name of ["a", "b", "c"]) {
    requests.push(handle(name));
    // Runs one callback after another: a request that does not wait is finished before the next one arrives.
    for (let task = 0; task < 10; task += 1) await Promise.resolve();
  }
  for (let round = 0; round < 4; round += 1) {
    await nextRound();
    order.push("round");
  }
  await Promise.all(requests);
  expect(order.filter((name) => name !== "round")).toEqual(["a", "b", "c"]);
  expect(order.indexOf("round", order.indexOf("b"))).toBeLessThan(order.indexOf("c"));
});

test("between two slices of work the event loop runs twenty rounds, so that new connections are accepted", async () => {
  const slices = new RequestSlices();
  await slices.next();
  work(6);
  let served = false;
  const second = slices.next().then(() => (served = true));
  for (let round = 0; round < 20; round += 1) {
    await nextRound();
    expect(served).toBe(false);
  }
  await second;
});

test("a request that arrives alone never waits, not even after long ones", async () => {
  const slices = new RequestSlices();
  await slices.next();
  work(6);
  for (let round = 0; round < 25; round += 1) await nextRound();
  let served = false;
  const request = slices.next().then(() => (served = true));
  for (let task = 0; task < 3; task += 1) await Promise.resolve();
  expect(served).toBe(true);
  await request;
});

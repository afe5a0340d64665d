import { expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { ByteBudget } from "../../src/cache/byte-budget.js";
import { cases } from "../support/random-cases.js";

const patient = () => new AbortController().signal;
const settle = () => new Promise(setImmediate);

test("a reservation waits until there is room", async () => {
  const budget = new ByteBudget(100);
  const release = await budget.reserve(70, patient());
  const entered: string[] = [];
  void budget.reserve(40, patient()).then(() => entered.push("second"));
  await settle();
  expect(entered).toEqual([]);
  release();
  await settle();
  expect(entered).toEqual(["second"]);
  expect(budget.reserved).toBe(40);
});

test("a small reservation waits behind a large one", async () => {
  const budget = new ByteBudget(100);
  const release = await budget.reserve(70, patient());
  const entered: string[] = [];
  void budget.reserve(90, patient()).then(() => entered.push("large"));
  void budget.reserve(5, patient()).then(() => entered.push("small"));
  await settle();
  expect(entered).toEqual([]);
  release();
  await settle();
  expect(entered).toEqual(["large", "small"]);
});

test("an aborted reservation leaves the queue, and the next ones move up", async () => {
  const budget = new ByteBudget(100);
  await budget.reserve(70, patient());
  const impatient = new AbortController();
  const large = budget.reserve(90, impatient.signal);
  const small = budget.reserve(5, patient());
  impatient.abort(new Error("too late"));
  await expect(large).rejects.toThrow("too late");
  await small;
  expect(budget.reserved).toBe(75);
});

test("a reservation that was aborted before never waits", async () => {
  const budget = new ByteBudget(100);
  await budget.reserve(100, patient());
  await expect(budget.reserve(5, AbortSignal.abort(new Error("too late")))).rejects.toThrow("too late");
});

test("a reservation larger than the limit takes the whole limit", async () => {
  const budget = new ByteBudget(100);
  const release = await budget.reserve(1000, patient());
  expect(budget.reserved).toBe(100);
  release();
  expect(budget.reserved).toBe(0);
});

test("a reservation that is released twice counts once", async () => {
  const budget = new ByteBudget(100);
  const release = await budget.reserve(60, patient());
  await budget.reserve(40, patient());
  release();
  release();
  expect(budget.reserved).toBe(40);
});

test("the reserved total is the sum of the reservations and never exceeds the limit", async () => {
  const step = fc.record({ bytes: fc.integer({ min: 1, max: 150 }), leaves: fc.boolean(), abort: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      const budget = new ByteBudget(100);
      const held: { readonly bytes: number; readonly release: () => void }[] = [];
      for (const { bytes, leaves, abort } of steps) {
        const controller = new AbortController();
        void budget.reserve(bytes, controller.signal).then(
          (release) => held.push({ bytes: Math.min(bytes, 100), release }),
          () => undefined,
        );
        if (abort) controller.abort();
        await settle();
        expect(budget.reserved).toBe(held.reduce((sum, each) => sum + each.bytes, 0));
        expect(budget.reserved).toBeLessThanOrEqual(100);
        if (leaves) held.shift()?.release();
        await settle();
      }
      for (let each = held.shift(); each !== undefined; each = held.shift()) {
        each.release();
        await settle();
      }
      expect(budget.reserved).toBe(0);
    }),
    cases(200),
  );
});

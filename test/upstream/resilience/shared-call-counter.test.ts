import { expect, test } from "@jest/globals";
import { type SharedCallLimits, SharedCallCounter } from "../../../src/upstream/resilience/shared-call-counter.js";
import { rejection } from "../client-under-test.js";
import { settle } from "../../support/clock.js";
import { FakeCounts, SINCE } from "./fake-counts.js";

const NOON = Date.parse("2026-11-26T12:00:00Z");

function setUp(limits: Partial<SharedCallLimits> = {}) {
  const clock = { now: NOON };
  const store = new FakeCounts();
  const warnings: object[] = [];
  const counter = new SharedCallCounter(
    store,
    { callsPerMonth: 0, callerCallsPerHour: 0, reservePercent: 10, replicas: 2, ...limits },
    () => clock.now,
    (count) => warnings.push(count),
  );
  return { clock, store, counter, warnings };
}

test("the total is the store's count of all replicas, with its start", async () => {
  const { store, counter } = setUp();
  store.calls = 41;
  await counter.count("a");
  expect(counter.total).toEqual({ callsThisMonth: 42, countingSince: SINCE });
});

test("a process without calls reads the others' count when it is needed, at most every 10 s", async () => {
  const { clock, store, counter } = setUp();
  store.calls = 7;
  expect(counter.total).toEqual({ callsThisMonth: 0, countingSince: NOON });
  await settle();
  expect(counter.total.callsThisMonth).toBe(7);
  store.calls = 8;
  clock.now += 9999;
  expect(counter.total.callsThisMonth).toBe(7);
  clock.now += 1;
  expect(counter.total.callsThisMonth).toBe(7);
  await settle();
  expect(counter.total.callsThisMonth).toBe(8);
  expect(store.reads).toBe(2);
});

test.each([
  ["month", "in a month", Date.parse("2026-11-30T16:00:00Z") - NOON],
  ["hour", "in an hour", 5000],
] as const)("a call is refused if the store has reached the limit of the %s", async (refusedBy, text, retryAfterMs) => {
  const { store, counter } = setUp({ callsPerMonth: 100, callerCallsPerHour: 10 });
  store.refusedBy = refusedBy;
  expect(await rejection(counter.count("a"))).toMatchObject({
    code: "QUOTA_EXHAUSTED",
    name: "NotSentError",
    message: expect.stringContaining(text),
    details: { retryAfterMs },
  });
});

test("a clock that is set back does not delay the next reading of the others' count", async () => {
  const { clock, store, counter } = setUp();
  await counter.count("a");
  clock.now -= 3_600_000;
  store.calls = 40;
  void counter.total;
  await settle();
  expect(counter.total).toMatchObject({ callsThisMonth: 40 });
});

test("the warning comes once a month, when only the reserve is left in the store's count", async () => {
  const { store, counter, warnings } = setUp({ callsPerMonth: 100 });
  store.calls = 88;
  for (let calls = 0; calls < 3; calls += 1) await counter.count("a");
  expect(warnings).toEqual([{ calls: 90, callsPerMonth: 100 }]);
});

test("a call that is uncounted twice is uncounted in the store once", async () => {
  const { store, counter } = setUp();
  const uncount = await counter.count("a");
  uncount();
  uncount();
  await settle();
  expect(store.calls).toBe(0);
  expect(counter.total.callsThisMonth).toBe(0);
});

test("while the store fails, the process counts alone, and adds its calls to the store later", async () => {
  const { store, counter } = setUp();
  await counter.count("a");
  store.isOut = true;
  const uncounts = await Promise.all([counter.count("a"), counter.count("b"), counter.count("c")]);
  uncounts[0]?.();
  expect(counter.total.callsThisMonth).toBe(3);
  store.isOut = false;
  await counter.count("a");
  expect(store.calls).toBe(4);
  uncounts[1]?.();
  await counter.count("a");
  expect(store.calls).toBe(4);
});

test("a slow store delays one call only, and a call that it counted late counts once", async () => {
  const { clock, store, counter } = setUp();
  const { promise, resolve } = Promise.withResolvers<void>();
  store.gate = promise;
  await counter.count("a");
  await Promise.all([counter.count("b"), counter.count("c")]);
  expect(store.calls).toBe(3);
  expect(counter.total.callsThisMonth).toBe(3);
  resolve();
  await settle();
  expect(counter.total.callsThisMonth).toBe(3);
  clock.now += 500;
  await counter.count("d");
  expect(store.calls).toBe(4);
  expect(counter.total.callsThisMonth).toBe(4);
});

test.each([
  ["before", false],
  ["after", true],
])(
  "a call that is uncounted %s a slow store has counted it leaves its caller's hour in the store",
  async (_when, isLate) => {
    const { store, counter } = setUp();
    const { promise, resolve } = Promise.withResolvers<void>();
    store.gate = promise;
    const uncount = await counter.count("a");
    if (isLate) resolve();
    await settle();
    uncount();
    resolve();
    await settle();
    expect(store.calls).toBe(0);
    expect(counter.total.callsThisMonth).toBe(0);
  },
);

test("a call that the store could not uncount is uncounted later", async () => {
  const { store, counter } = setUp();
  const uncount = await counter.count("a");
  store.isOut = true;
  uncount();
  await settle();
  expect(counter.total.callsThisMonth).toBe(0);
  store.isOut = false;
  await counter.count("a");
  expect(store.calls).toBe(1);
});

test("while the store fails, a process may make its share of the calls that were left", async () => {
  const { store, counter } = setUp({ callsPerMonth: 10 });
  store.calls = 4;
  await counter.count("a");
  store.isOut = true;
  for (let calls = 0; calls < 3; calls += 1) await counter.count("a");
  expect(await rejection(counter.count("a"))).toMatchObject({ code: "QUOTA_EXHAUSTED" });
});

test("if the store fails from the start, a process may use its share of the month, and a caller its own hour", async () => {
  const { store, counter } = setUp({ callsPerMonth: 9, callerCallsPerHour: 3 });
  store.isOut = true;
  for (let calls = 0; calls < 3; calls += 1) await counter.count("a");
  expect(await rejection(counter.count("a"))).toMatchObject({ message: expect.stringContaining("in an hour") });
  for (let calls = 0; calls < 2; calls += 1) await counter.count("b");
  expect(await rejection(counter.count("b"))).toMatchObject({ message: expect.stringContaining("in a month") });
  expect(counter.total).toEqual({ callsThisMonth: 5, countingSince: NOON });
});

test("calls owed for a month are not added to the next month", async () => {
  const { clock, store, counter } = setUp();
  store.isOut = true;
  await counter.count("a");
  clock.now = Date.parse("2026-12-01T12:00:00Z");
  store.isOut = false;
  await counter.count("a");
  expect(store.calls).toBe(1);
});

/** One second before the next month. */
const LATE = Date.parse("2026-11-30T15:59:59Z");

test.each([
  ["counts", null],
  ["does not count", new Error("out")],
])("calls of a month that the store %s only in the next month change nothing in that", async (_what, error) => {
  const { clock, store, counter } = setUp();
  clock.now = LATE;
  await counter.count("a");
  store.isOut = true;
  await counter.count("b");
  store.isOut = false;
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  store.gate = promise;
  await counter.count("c");
  expect(counter.total.callsThisMonth).toBe(3);
  clock.now += 1000;
  expect(counter.total.callsThisMonth).toBe(0);
  if (error === null) resolve();
  else reject(error);
  await settle();
  expect(counter.total.callsThisMonth).toBe(0);
});

test("a call that began in the month before does not stay in this month's count", async () => {
  const { clock, store, counter } = setUp();
  clock.now = LATE;
  store.isOut = true;
  const counting = counter.count("a");
  clock.now += 1000;
  expect(counter.total.callsThisMonth).toBe(0);
  await counting;
  expect(counter.total.callsThisMonth).toBe(0);
});

test("a clock that is set back over the end of a month takes no call from the count", async () => {
  const { clock, store, counter } = setUp();
  const { promise, resolve } = Promise.withResolvers<void>();
  store.gate = promise;
  await counter.count("a");
  for (const now of [LATE + 1000, NOON]) {
    clock.now = now;
    expect(counter.total.callsThisMonth).toBe(0);
  }
  resolve();
  await settle();
  await counter.count("a");
  await settle();
  expect(counter.total.callsThisMonth).toBe(2);
});

test("a call of the month before that is uncounted does not reduce this month's count", async () => {
  const { clock, store, counter } = setUp();
  clock.now = LATE;
  const uncounts = [await counter.count("a")];
  store.isOut = true;
  uncounts.push(await counter.count("a"));
  store.isOut = false;
  clock.now += 1000;
  await counter.count("b");
  const { callsThisMonth } = counter.total;
  for (const uncount of uncounts) uncount();
  expect(counter.total.callsThisMonth).toBe(callsThisMonth);
});

test("an uncounted call leaves room in its caller's hour while the store fails", async () => {
  const { store, counter } = setUp({ callerCallsPerHour: 1 });
  const uncount = await counter.count("a");
  uncount();
  store.isOut = true;
  await counter.count("a");
  expect(await rejection(counter.count("a"))).toMatchObject({ message: expect.stringContaining("in an hour") });
});

test("a call that is refused without the store is uncounted if the store counts it late", async () => {
  const { store, counter } = setUp({ callsPerMonth: 2 });
  const { promise, resolve } = Promise.withResolvers<void>();
  store.gate = promise;
  await counter.count("a");
  expect(await rejection(counter.count("b"))).toMatchObject({ code: "QUOTA_EXHAUSTED" });
  resolve();
  await settle();
  expect({ stored: store.calls, total: counter.total.callsThisMonth }).toEqual({ stored: 1, total: 1 });
});

test("a call that is refused without the store is not uncounted if the store does not count it", async () => {
  const { store, counter } = setUp({ callsPerMonth: 2 });
  store.isOut = true;
  await counter.count("a");
  expect(await rejection(counter.count("b"))).toMatchObject({ code: "QUOTA_EXHAUSTED" });
  await settle();
  expect(counter.total.callsThisMonth).toBe(1);
});

test("the warning comes also while the store fails", async () => {
  const { store, counter, warnings } = setUp({ callsPerMonth: 10, replicas: 1 });
  store.isOut = true;
  for (let calls = 0; calls < 9; calls += 1) await counter.count("a");
  expect(warnings).toEqual([{ calls: 9, callsPerMonth: 10 }]);
});

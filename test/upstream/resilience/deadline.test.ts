import { getEventListeners } from "node:events";
import { expect, test } from "@jest/globals";
import { operationDeadline, withDeadline } from "../../../src/upstream/resilience/deadline.js";
import { contextOf } from "./run-through.js";

const never = new AbortController().signal;

const countTimers = () => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;

/** Work that records that it began. */
function recorded() {
  const began: string[] = [];
  return { began, work: async () => began.push("began") };
}

test("after its operation's deadline a call fails with UPSTREAM_TIMEOUT, and does not start", async () => {
  for (const remaining of [-5, 0, 0.4]) {
    const { began, work } = recorded();
    const call = operationDeadline(1000)(work);
    await expect(call(contextOf("a", never, { remainingMs: () => remaining }))).rejects.toMatchObject({
      code: "UPSTREAM_TIMEOUT",
    });
    expect(began).toEqual([]);
  }
});

test("a caller who has left gets its own reason, also after the deadline", async () => {
  const { began, work } = recorded();
  const left = AbortSignal.abort(new Error("left"));
  await expect(withDeadline(left, 0, () => new Error("late"), work)).rejects.toThrow("left");
  expect(began).toEqual([]);
});

test("a call that has ended, well or badly, leaves no listener and no timer", async () => {
  const { signal } = new AbortController();
  const run = (work: () => Promise<unknown>) => withDeadline(signal, 60_000, () => new Error("late"), work);
  const before = countTimers();
  await run(async () => "page");
  await expect(run(() => Promise.reject(new Error("failed")))).rejects.toThrow("failed");
  expect({ listeners: getEventListeners(signal, "abort"), timers: countTimers() }).toEqual({
    listeners: [],
    timers: before,
  });
});

import { expect, test } from "@jest/globals";
import { MemoryStartRate } from "../../../src/upstream/resilience/memory-start-rate.js";

test("a forgotten identity has no earlier starts", () => {
  const rate = new MemoryStartRate({ callsPerSecond: 1, totalCallsPerSecond: 0 });
  const call = { identity: "app", caller: "person", sinceLastStartMs: Infinity };
  rate.add("app", "person", 0);
  expect([rate.isIdle("app", 1), rate.allows(call, 1)]).toEqual([false, false]);
  rate.forget("app");
  expect([rate.isIdle("app", 1), rate.allows(call, 1)]).toEqual([true, true]);
});

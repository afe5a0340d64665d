import { describe, expect, test } from "@jest/globals";

import { createThrottle } from "../../src/simulator/throttle.js";

function throttleOf(callsPerSecond: number) {
  let nowMs = 0;
  const throttle = createThrottle(callsPerSecond, () => nowMs);
  return (timeMs: number, token = "one") => {
    nowMs = timeMs;
    return throttle(token);
  };
}

describe("a throttle", () => {
  test("passes at most its number of calls in any second", () => {
    const passes = throttleOf(2);
    expect([0, 900, 950, 1000, 1001, 1899, 1900].map((time) => passes(time))).toEqual([
      true,
      true,
      false,
      true,
      false,
      false,
      true,
    ]);
  });

  test("does not count refused calls", () => {
    const passes = throttleOf(1);
    expect([0, 500, 999, 1000].map((time) => passes(time))).toEqual([true, false, false, true]);
  });

  test("uses a window of several seconds for less than one call in a second", () => {
    const passes = throttleOf(0.1);
    expect([0, 9999, 10_000].map((time) => passes(time))).toEqual([true, false, true]);
  });

  test("counts each token separately, even after thousands of others", () => {
    const passes = throttleOf(1);
    const tokens = Array.from({ length: 3000 }, (_, index) => `token-${index}`);
    expect(tokens.every((token) => passes(0, token))).toBe(true);
    expect(tokens.some((token) => passes(1, token))).toBe(false);
  });

  test("does nothing at 0", () => {
    const passes = throttleOf(0);
    expect(Array.from({ length: 100 }, () => passes(0))).not.toContain(false);
  });
});

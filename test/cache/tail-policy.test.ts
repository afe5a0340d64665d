import { expect, test } from "@jest/globals";
import { afterCheck, isCheckDue, startTail, type TailState } from "../../src/cache/tail-policy.js";

const options = { tailMs: 5000, maxAgeMs: 600_000 };

/** Reads the end once a second, and returns the seconds of the checks. */
function secondsOfChecks(state: TailState, from: number, until: number, grows: (second: number) => boolean): number[] {
  const seconds: number[] = [];
  for (let second = from; second < until; second += 1) {
    if (!isCheckDue(state, second * 1000, options)) continue;
    seconds.push(second);
    state = afterCheck(state, grows(second), second * 1000, options);
  }
  return seconds;
}

test("the end of a growing transcript is checked every 5 s", () => {
  expect(secondsOfChecks(startTail(0, options), 0, 31, () => true)).toEqual([5, 10, 15, 20, 25, 30]);
});

test("the pauses double after 30 s without a change, up to the maximum age", () => {
  expect(secondsOfChecks(startTail(0, options), 0, 3000, () => false)).toEqual([
    5, 10, 15, 20, 25, 30, 40, 60, 100, 180, 340, 660, 1260, 1860, 2460,
  ]);
});

test("a change restores the short pause", () => {
  expect(secondsOfChecks(startTail(0, options), 0, 120, (second) => second === 60)).toEqual([
    5, 10, 15, 20, 25, 30, 40, 60, 65, 70, 75, 80, 85, 90, 100,
  ]);
});

test("a check is due if the last one seems to be in the future, and then the pauses double as usual", () => {
  expect(secondsOfChecks(startTail(3_600_000, options), 0, 61, () => false)).toEqual([0, 10, 30]);
});

test("a pause of 0 disables checks", () => {
  const off = { tailMs: 0, maxAgeMs: 600_000 };
  expect(isCheckDue(startTail(0, off), 1e9, off)).toBe(false);
});

import { expect, test } from "@jest/globals";
import { SlidingWindow } from "../../../src/upstream/resilience/sliding-window.js";
import { TRANSIT_JITTER_MS } from "../../../src/upstream/resilience/start-rate.js";

const WINDOW_MS = 1000 + TRANSIT_JITTER_MS;

/** A window that allows `max` starts, with a start at each of these times (ms), each by another caller. */
function windowWith(max: number, times: readonly number[]): SlidingWindow {
  const window = new SlidingWindow(max);
  for (const [index, at] of times.entries()) window.add(`caller ${index}`, at);
  return window;
}

test("one caller gets nine tenths of the starts, and the rest is for others", () => {
  const window = new SlidingWindow(100);
  let count = 0;
  for (; window.allows("greedy", 0); count += 1) window.add("greedy", 0);
  expect(count).toBe(90);
  expect(window.allows("modest", 0)).toBe(true);
});

test("a queued call starts when enough earlier starts have left the window", () => {
  const window = windowWith(2, [0, 100]);
  const soonest = (now: number) => [1, 2, 3, 4].map((position) => window.soonestStart(position, now));
  expect(soonest(200)).toEqual([WINDOW_MS, 100 + WINDOW_MS, 2 * WINDOW_MS, 100 + 2 * WINDOW_MS]);
  expect(soonest(WINDOW_MS).slice(0, 2)).toEqual([WINDOW_MS, 100 + WINDOW_MS]);
  expect(soonest(5000).slice(0, 2)).toEqual([5000, 5000]);
});

test("after more starts than the limit, which another rate allowed, the surplus must leave the window first", () => {
  const window = windowWith(2, [0, 100, 200]);
  expect([1, 2].map((position) => window.soonestStart(position, 300))).toEqual([100 + WINDOW_MS, 200 + WINDOW_MS]);
});

test("without a limit, every call may start now, and nothing is remembered", () => {
  const window = windowWith(Infinity, [0]);
  expect(window.soonestStart(1_000_000, 5)).toBe(5);
  expect(window.nextRoomAt(5)).toBe(Infinity);
});

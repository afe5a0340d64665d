import assert from "node:assert/strict";
import { test } from "node:test";
import type { Line } from "../src/transcript/line.ts";
import { append, covers, openWindow, placesAt, prepend, type WindowPage } from "../src/transcript/window.ts";

const line = (startTime: number, endTime = startTime + 10): Line => ({
  id: String(startTime),
  speaker: { name: "Lin", hue: 0 },
  startTime,
  endTime,
  segments: [],
  language: "en",
});

function page(times: readonly number[], { previous = false, next = false } = {}): WindowPage {
  const cursor = (time: number | undefined) => (time === undefined ? null : `cursor-${time}`);
  return {
    lines: times.map((time) => line(time)),
    pageInfo: {
      hasPreviousPage: previous,
      hasNextPage: next,
      startCursor: cursor(times[0]),
      endCursor: cursor(times.at(-1)),
    },
  };
}

test("a window grows at both ends until the transcript ends there", () => {
  const opened = openWindow(page([20, 30], { previous: true }), page([40], { next: true }));
  assert.deepEqual([opened.before, opened.after], ["cursor-20", "cursor-40"]);
  const grown = append(prepend(opened, page([0, 10])), page([50]));
  assert.deepEqual(
    grown.lines.map(({ startTime }) => startTime),
    [0, 10, 20, 30, 40, 50],
  );
  assert.deepEqual([grown.before, grown.after], [null, null]);
});

test("a window at the very beginning has nothing before it", () => {
  const opened = openWindow(page([]), page([0, 10], { next: true }));
  assert.deepEqual([opened.before, opened.after], [null, "cursor-10"]);
});

test("a window covers the times between its ends, and those beyond an end of the transcript", () => {
  const opened = openWindow(page([20], { previous: true }), page([40]));
  assert.deepEqual(
    [10, 20, 40, 900].map((time) => covers(opened, time)),
    [false, true, true, true],
  );
});

test("several lines are current while people talk over one another, and the last one in a pause", () => {
  const lines = [line(0, 30), line(20, 40), line(60, 70)];
  assert.deepEqual(
    [25, 50, 65].map((time) => placesAt(lines, time)),
    [[0, 1], [1], [2]],
  );
  assert.deepEqual(placesAt(lines, -1), []);
});

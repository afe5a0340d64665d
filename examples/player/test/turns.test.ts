import assert from "node:assert/strict";
import { test } from "node:test";
import { nextSpokenTime, toTurns } from "../src/speakers/turns.ts";

test("captions of one speaker that follow each other closely are one turn", () => {
  const turns = toTurns([
    { key: "lin", startTime: 0, endTime: 2000 },
    { key: "chen", startTime: 1500, endTime: 1800 },
    { key: "lin", startTime: 2500, endTime: 4000 },
    { key: "lin", startTime: 9000, endTime: 9500 },
  ]);
  assert.deepEqual(turns.get("lin"), [
    { startTime: 0, endTime: 4000 },
    { startTime: 9000, endTime: 9500 },
  ]);
  assert.deepEqual(turns.get("chen"), [{ startTime: 1500, endTime: 1800 }]);
});

test("following one speaker stays in a turn, then goes to the next, and ends after the last", () => {
  const turns = [
    { startTime: 0, endTime: 10 },
    { startTime: 50, endTime: 60 },
  ];
  assert.deepEqual(
    [5, 10, 55, 60].map((time) => nextSpokenTime(turns, time)),
    [5, 50, 55, null],
  );
});

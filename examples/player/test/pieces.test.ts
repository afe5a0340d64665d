import assert from "node:assert/strict";
import { test } from "node:test";
import { toRuns } from "../src/search/pieces.ts";

const segments = ["We", " ", "need", " ", "budget"].map((text) => ({ text, startTime: null }));
const shown = (...matches: { start: number; end: number }[]) =>
  toRuns(segments, matches).map(({ match, pieces }) => [match, pieces.map(({ text }) => text).join("|")]);

test("the runs together are the text, and a run of a match has that match's number", () => {
  assert.deepEqual(shown({ start: 0, end: 2 }, { start: 8, end: 14 }), [
    [0, "We"],
    [null, " |need| "],
    [1, "budget"],
  ]);
});

test("a match inside a word cuts the word, and one across words is one run", () => {
  assert.deepEqual(shown({ start: 1, end: 5 }, { start: 8, end: 10 }), [
    [null, "W"],
    [0, "e| |ne"],
    [null, "ed| "],
    [1, "bu"],
    [null, "dget"],
  ]);
});

test("without matches the text is one run, with a piece for each segment", () => {
  const [run, ...others] = toRuns(segments, []);
  assert.deepEqual(others, []);
  assert.deepEqual(
    run?.pieces.map(({ segment }) => segment),
    [0, 1, 2, 3, 4],
  );
});

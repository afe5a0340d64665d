import assert from "node:assert/strict";
import { test } from "node:test";
import type { Line } from "../src/transcript/line.ts";
import { numberLines } from "../src/transcript/numbering.ts";
import type { TranscriptWindow } from "../src/transcript/window.ts";

type Ends = Pick<TranscriptWindow, "before" | "after" | "offset">;

/** A window of ten lines. */
const windowOf = (ends: Ends): TranscriptWindow => ({
  ...ends,
  lines: Array.from({ length: 10 }, (_, index) => ({ id: String(index) }) as Line),
  recordings: [0],
  pages: [],
});

test("lines are counted from the beginning of the meeting, out of all its paragraphs", () => {
  const window = windowOf({ before: "cursor", after: "cursor", offset: 1200 });
  assert.deepEqual(numberLines(window, 5303), { first: 1201, total: 5303 });
});

test("the size of a meeting is unknown until its statistics are there", () => {
  const window = windowOf({ before: null, after: "cursor", offset: 0 });
  assert.deepEqual(numberLines(window, null), { first: 1, total: -1 });
});

test("a window in the middle is a list of unknown size, because its position is unknown", () => {
  const window = windowOf({ before: "cursor", after: "cursor", offset: null });
  assert.deepEqual(numberLines(window, 5303), { first: 1, total: -1 });
});

test("a window at the end of the meeting is counted from there", () => {
  const window = windowOf({ before: "cursor", after: null, offset: null });
  assert.deepEqual(numberLines(window, 5303), { first: 5294, total: 5303 });
});

test("a meeting that has grown since it was counted has as many paragraphs as were read", () => {
  assert.deepEqual(numberLines(windowOf({ before: null, after: "cursor", offset: 0 }), 8), { first: 1, total: 10 });
  assert.deepEqual(numberLines(windowOf({ before: null, after: null, offset: 0 }), 8), { first: 1, total: 10 });
});

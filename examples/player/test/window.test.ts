import assert from "node:assert/strict";
import { test } from "node:test";
import type { Line } from "../src/transcript/line.ts";
import {
  append,
  covers,
  nextRecording,
  openWindow,
  spokenIndexes,
  prepend,
  renewEnd,
  type TranscriptWindow,
  type WindowPage,
} from "../src/transcript/window.ts";

const line = (startTime: number, endTime = startTime + 10, words = ""): Line => ({
  id: `${startTime}${words}`,
  speaker: { key: "lin", name: "Lin", hue: 0 },
  startTime,
  endTime,
  text: words,
  segments: () => [{ text: words, startTime }],
  width: words.length,
  language: "en",
});

interface Ends {
  readonly previous?: boolean;
  readonly next?: boolean;
}

function pageOf(lines: readonly Line[], { previous = false, next = false }: Ends = {}): WindowPage {
  const cursor = (of: Line | undefined) => (of === undefined ? null : `cursor-${of.startTime}`);
  return {
    lines,
    pageInfo: {
      hasPreviousPage: previous,
      hasNextPage: next,
      startCursor: cursor(lines[0]),
      endCursor: cursor(lines.at(-1)),
    },
  };
}

const page = (times: readonly number[], ends?: Ends) =>
  pageOf(
    times.map((time) => line(time)),
    ends,
  );
const at = (timeMs: number, paragraphId: string | null = null) => ({ timeMs, paragraphId });
const timesOf = ({ lines }: TranscriptWindow) => lines.map(({ startTime }) => startTime);

test("a window grows at both ends until the transcript ends there", () => {
  const opened = openWindow(page([20, 30], { previous: true }), page([40], { next: true }));
  assert.deepEqual([opened.before, opened.after], ["cursor-20", "cursor-40"]);
  const grown = append(prepend(opened, page([0, 10])), page([50]));
  assert.deepEqual(timesOf(grown), [0, 10, 20, 30, 40, 50]);
  assert.deepEqual([grown.before, grown.after], [null, null]);
});

test("a window around the very first paragraph has nothing before it", () => {
  const opened = openWindow(page([]), page([0], { previous: true, next: true }), page([10], { next: true }));
  assert.deepEqual([opened.before, opened.after], [null, "cursor-10"]);
});

test("an empty page ends a window", () => {
  const opened = openWindow(page([0], { next: true }));
  assert.equal(append(opened, page([])).after, null);
});

test("a window that is too long drops pages at its far end, and can load them again from there", () => {
  const pages = Array.from({ length: 12 }, (_, index) => index);
  const down = pages.reduce((window, index) => append(window, page([index], { next: true })), openWindow());
  assert.deepEqual(timesOf(down), [4, 5, 6, 7, 8, 9, 10, 11]);
  assert.deepEqual([down.before, down.after, down.offset], ["cursor-4", "cursor-11", 4]);
  const up = prepend(down, page([3], { previous: true }));
  assert.deepEqual(timesOf(up), [3, 4, 5, 6, 7, 8, 9, 10]);
  assert.deepEqual([up.before, up.after, up.offset], ["cursor-3", "cursor-10", 3]);
});

test("the end of a running meeting is renewed: its last paragraph has grown, and there are new ones", () => {
  const opened = openWindow(page([0, 10], { previous: true }), page([20, 30]));
  const renewed = renewEnd(opened, pageOf([line(20), line(30, 45, "more"), line(50)], { previous: true }));
  assert.deepEqual(
    renewed.lines.map(({ id }) => id),
    ["0", "10", "20", "30more", "50"],
  );
  assert.deepEqual([renewed.before, renewed.after], ["cursor-0", null]);
});

test("an end that has not changed leaves the window as it is", () => {
  const opened = openWindow(page([0, 10, 20]));
  assert.equal(renewEnd(opened, page([10, 20], { previous: true })), opened);
});

test("an end that does not touch the window replaces it", () => {
  const renewed = renewEnd(openWindow(page([0, 10])), page([80, 90], { previous: true }));
  assert.deepEqual(timesOf(renewed), [80, 90]);
  assert.equal(renewed.before, "cursor-80");
});

test("pages still have their own ends after the end was renewed many times", () => {
  const rounds = Array.from({ length: 20 }, (_, index) => index);
  const opened = openWindow(page([0, 10], { previous: true }));
  const grown = rounds.reduce((window, round) => {
    const last = window.lines.slice(-1).map(({ startTime }) => line(startTime));
    return renewEnd(window, pageOf([...last, line(20 + 10 * round)], { previous: true }));
  }, opened);
  assert.equal(grown.lines.length, 22);
  assert.equal(prepend(grown, page([-10])).lines.length, 23);
});

test("a window covers the times between its ends, and those beyond an end of the transcript", () => {
  const opened = openWindow(page([20], { previous: true }), page([40]));
  assert.deepEqual(
    [10, 20, 40, 900].map((time) => covers(opened, at(time))),
    [false, true, true, true],
  );
});

test("several lines are current while people speak at the same time, and in a pause the last one is", () => {
  const window = openWindow(pageOf([line(0, 30), line(20, 40), line(60, 70)], { next: true }));
  assert.deepEqual(
    [25, 50, 65].map((time) => spokenIndexes(window, at(time))),
    [[0, 1], [1], [2]],
  );
});

test("no line is current at a time that has not been read", () => {
  const window = openWindow(page([20, 30], { previous: true, next: true }));
  assert.deepEqual([spokenIndexes(window, at(10)), spokenIndexes(window, at(500))], [[], []]);
});

/** Two recordings, whose times are the same; the ids tell them apart. */
const twoRecordings = (ends?: Ends) =>
  openWindow(
    pageOf([line(0, 10), line(5_000, 15_000), line(20_000, 30_000)], { previous: ends?.previous ?? false }),
    pageOf([line(0, 9_000, "b"), line(12_000, 14_000, "b")], { next: ends?.next ?? false }),
  );

test("a time that falls by more than ten seconds begins another recording; a smaller fall does not", () => {
  assert.deepEqual(twoRecordings().recordings, [0, 3]);
  assert.deepEqual(openWindow(page([0, 9_000, 4_000, 8_000])).recordings, [0]);
  assert.deepEqual(openWindow().recordings, []);
});

test("a time in two recordings belongs to the one with the clock's paragraph, otherwise to the first", () => {
  const window = twoRecordings();
  const positions = [at(13_000), at(13_000, "0b"), at(25_000, "0b"), at(13_000, "gone")];
  assert.deepEqual(
    positions.map((position) => spokenIndexes(window, position)),
    [[1], [4], [4], [1]],
  );
});

test("a recording that begins in a window is covered from its start, and one that ends there to its end", () => {
  const window = twoRecordings({ previous: true, next: true });
  const positions = [at(-1), at(25_000), at(99_000), at(0, "0b"), at(13_000, "0b"), at(14_000, "0b")];
  assert.deepEqual(
    positions.map((position) => covers(window, position)),
    [false, true, true, true, true, false],
  );
});

test("the next recording follows at the end of a recording, and nothing follows the last one", () => {
  const window = twoRecordings();
  assert.deepEqual(
    [at(29_999), at(30_000), at(14_000, "0b")].map((position) => nextRecording(window, position)?.id),
    [undefined, "0b", undefined],
  );
});

test("an end that begins at a time that an earlier recording has too keeps what comes before it", () => {
  const renewed = renewEnd(twoRecordings(), pageOf([line(0, 9_000, "b"), line(12_000, 14_000, "b")]));
  assert.deepEqual(timesOf(renewed), [0, 5_000, 20_000, 0, 12_000]);
});

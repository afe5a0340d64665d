import assert from "node:assert/strict";
import { test } from "node:test";
import { segmentAt, timeAtOffset, toSegments } from "../src/transcript/segments.ts";

const word = (text: string, startTime: number) => ({ text, startTime });
const spoken = (text: string, ...words: ReturnType<typeof word>[]) =>
  toSegments({ text, sentences: { nodes: [{ text, words: { nodes: words } }] } });

test("the words and the text between them are the whole text", () => {
  assert.deepEqual(spoken("Yes, we do.", word("Yes,", 10), word("we", 20), word("do.", 30)), [
    { text: "Yes,", startTime: 10 },
    { text: " ", startTime: null },
    { text: "we", startTime: 20 },
    { text: " ", startTime: null },
    { text: "do.", startTime: 30 },
  ]);
});

test("a word that is not in the text is skipped, and text without a word stays", () => {
  assert.deepEqual(spoken("大家早，开始吧。", word("哦", 1), word("开始", 2)), [
    { text: "大家早，", startTime: null },
    { text: "开始", startTime: 2 },
    { text: "吧。", startTime: null },
  ]);
});

test("a paragraph without a text of its own shows its sentences", () => {
  const sentences = {
    nodes: [
      { text: "One.", words: { nodes: [] } },
      { text: "Two.", words: { nodes: [] } },
    ],
  };
  assert.deepEqual(toSegments({ text: "", sentences }), [{ text: "One. Two.", startTime: null }]);
});

test("the word at a time is the last that has begun, and there is none before the first", () => {
  const segments = spoken("a b", word("a", 10), word("b", 20));
  assert.deepEqual(
    [9, 10, 19, 20, 99].map((time) => segmentAt(segments, time)),
    [-1, 0, 0, 2, 2],
  );
});

test("a character has the time of its word, a space that of the word before, and nothing before the first word has one", () => {
  const segments = spoken("- a bc", word("a", 10), word("bc", 20));
  assert.deepEqual(
    [0, 2, 3, 4, 5, 99].map((offset) => timeAtOffset(segments, offset)),
    [null, 10, 10, 20, 20, 20],
  );
});

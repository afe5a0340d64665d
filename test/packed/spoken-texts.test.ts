import { expect, test } from "@jest/globals";
import * as fc from "fast-check";
import type { List, Sentence, SpokenTexts, Word } from "../../src/transcript/model.js";
import { demoParagraphs } from "../support/demo-paragraphs.js";
import { packedParagraph } from "../support/kept-lists.js";
import { meetings } from "../support/random-meetings.js";
import { cases } from "../support/random-cases.js";

/** The texts and times of a list's items, in order. */
function spokenBy(list: List<Word | Sentence>): SpokenTexts {
  const items = Array.from(list);
  let end = 0;
  return {
    text: items.map(({ text }) => text).join(""),
    ends: items.map(({ text }) => (end += text.length)),
    startTimes: items.map(({ startTime }) => startTime),
    endTimes: items.map(({ endTime }) => endTime),
  };
}

function expectToReadAs(list: List<Word | Sentence> | undefined): void {
  if (list?.readSpoken === undefined) throw new Error("the list is not packed");
  expect(list.readSpoken()).toEqual(spokenBy(list));
}

test("packed sentences and words have the same texts whether they are read together or one by one", () => {
  const packed = demoParagraphs("demo-long").filter(({ sentences }) => sentences.readSpoken !== undefined);
  expect(packed.length).toBeGreaterThan(5000);
  for (const { sentences } of packed.slice(0, 500)) {
    expectToReadAs(sentences);
    expectToReadAs(sentences.words);
    expectToReadAs(sentences.slice(1));
    for (const { words } of sentences) expectToReadAs(words);
  }
});

const isCompact = (text: string) => text.isWellFormed() && !/["\\\n]/.test(text);

test("missing texts are empty, and every character counts its UTF-16 units", () => {
  const property = fc.property(meetings(4), (meeting) => {
    for (const paragraph of meeting) {
      const texts = Array.from(paragraph.sentences).flatMap(({ text, words }) => [
        text,
        ...Array.from(words, (word) => word.text),
      ]);
      if (texts.length === 0 || !texts.every(isCompact)) continue;
      const { sentences } = packedParagraph(paragraph);
      expectToReadAs(sentences);
      expectToReadAs(sentences.words);
    }
  });
  fc.assert(property, cases(300));
});

import { expect, test } from "@jest/globals";
import { digestOf } from "../../src/cache/access-proofs.js";
import type { Paragraph, Sentence, Word } from "../../src/transcript/model.js";
import { paragraphAt } from "../support/fake-source.js";

/** Another value for each property of the model. The type needs one as soon as the model has a new property. */
const OTHER_WORD: Omit<Word, "index"> = { wordId: "w", text: "another", startTime: 7, endTime: 9 };
const OTHER_SENTENCE: Omit<Sentence, "index"> = {
  unionId: "u",
  text: "another",
  startTime: 7,
  endTime: 9,
  words: [{ index: 0, ...OTHER_WORD }],
};
const OTHER_PARAGRAPH: Omit<Paragraph, "token"> = {
  recordId: "1",
  status: 3,
  unionId: "u",
  nickName: "another",
  text: "another",
  startTime: 7,
  endTime: 9,
  sentences: [{ index: 0, ...OTHER_SENTENCE }],
};

const WORD: Word = { index: 0, wordId: null, text: "word", startTime: 0, endTime: 1 };
const SENTENCE: Sentence = { index: 0, unionId: null, text: "word", startTime: 0, endTime: 1, words: [WORD] };

const withSentence = (sentence: Sentence): Paragraph => ({ ...paragraphAt(0, "word"), sentences: [sentence] });
const withWord = (word: Word) => withSentence({ ...SENTENCE, words: [word] });

/** The object once for each property, with the other value there. */
function changes<T extends object>(object: T, others: Partial<T>): (readonly [string, T])[] {
  return Object.entries(others).map(([name, value]) => [name, { ...object, [name]: value }]);
}

test.each([
  ...changes(WORD, OTHER_WORD).map(([name, word]) => [`a word's ${name}`, withWord(word)] as const),
  ...changes(SENTENCE, OTHER_SENTENCE).map(([name, one]) => [`a sentence's ${name}`, withSentence(one)] as const),
  ...changes(withWord(WORD), OTHER_PARAGRAPH).map(([name, one]) => [`a paragraph's ${name}`, one] as const),
])("two first paragraphs that differ only in %s do not prove access to the same transcript", (_difference, changed) => {
  expect(digestOf(changed)).not.toBe(digestOf(withWord(WORD)));
});

test("a first paragraph with another token is the same, because a token may expire", () => {
  expect(digestOf({ ...withWord(WORD), token: "8" })).toBe(digestOf({ ...withWord(WORD), token: "9" }));
});

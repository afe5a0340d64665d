import type { Page, Sentence } from "../../src/transcript/model.js";
import { cutWordLists } from "../../src/upstream/word-lists.js";

/** A page with its words as objects, however they were kept. */
export const plainPage = ({ paragraphs, hasMore }: Page): Page => ({
  hasMore,
  paragraphs: paragraphs.map((paragraph) => ({ ...paragraph, sentences: paragraph.sentences.map(plainSentence) })),
});

const plainSentence = ({ words, ...sentence }: Sentence): Sentence => ({
  ...sentence,
  words: words
    .slice()
    .map(({ index, wordId, text, startTime, endTime }) => ({ index, wordId, text, startTime, endTime })),
});

/** A sentence with its words as they are kept when the upstream sent them plainly; what is empty or null was not sent. */
export const packedSentence = (sentence: Sentence): Sentence => {
  const wordList = sentence.words.slice().map(({ text, wordId, startTime, endTime }) => ({
    word: text === "" ? undefined : text,
    wordId: wordId ?? undefined,
    startTime,
    endTime,
  }));
  const [words] = cutWordLists(Buffer.from(JSON.stringify({ wordList }))).lists;
  if (words === undefined) throw new Error("the words are not plain");
  return { ...sentence, words };
};

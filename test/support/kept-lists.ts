import type { List, Page, Paragraph, Sentence, Word } from "../../src/transcript/model.js";
import { ExtractedLists } from "../../src/packed/extracted-lists.js";

/** A page with its sentences and words as objects, even if they were packed. */
export const pageAsObjects = ({ paragraphs, hasMore, token }: Page): Page => ({
  hasMore,
  token,
  paragraphs: paragraphs.map((paragraph) => ({ ...paragraph, sentences: sentencesAsObjects(paragraph.sentences) })),
});

/** Sentences with their words as objects, even if they were packed. */
export const sentencesAsObjects = (sentences: List<Sentence>): Sentence[] =>
  Array.from(sentences, ({ index, unionId, text, startTime, endTime, words }) => ({
    index,
    unionId,
    text,
    startTime,
    endTime,
    words: wordsAsObjects(words),
  }));

/** Words as objects, even if they were packed. */
export const wordsAsObjects = (words: List<Word>): Word[] =>
  Array.from(words, ({ index, wordId, text, startTime, endTime }) => ({ index, wordId, text, startTime, endTime }));

/**
 * A paragraph with packed sentences, as the upstream sends them in compact form; empty and null values are not sent.
 */
export const packedParagraph = (paragraph: Paragraph): Paragraph => {
  const json = { sentenceList: sentencesAsObjects(paragraph.sentences).map(toJsonSentence) };
  const sentences = cut(json, (body, { sentenceList }) => body.sentencesFor(sentenceList));
  return { ...paragraph, sentences };
};

/** A sentence with packed words, as the upstream sends them in compact form; empty and null values are not sent. */
export const packedSentence = (sentence: Sentence): Sentence => {
  const { wordList } = toJsonSentence(sentence);
  return { ...sentence, words: cut({ wordList }, (body, rest) => body.wordsFor(rest.wordList)) };
};

/** The possible kinds of an object's lists. */
interface Rest {
  readonly sentenceList?: unknown;
  readonly wordList?: unknown;
}

function cut<T>(json: Rest, find: (body: ExtractedLists, rest: Rest) => T | null): T {
  const body = new ExtractedLists(Buffer.from(JSON.stringify(json)));
  const list = find(body, JSON.parse(body.rest.toString()));
  if (list === null) throw new Error("the list is not compact");
  return list;
}

const toJsonSentence = ({ text, unionId, startTime, endTime, words }: Sentence) => ({
  sentence: text === "" ? undefined : text,
  unionId: unionId ?? undefined,
  startTime,
  endTime,
  wordList: wordsAsObjects(words).map((word) => ({
    word: word.text === "" ? undefined : word.text,
    wordId: word.wordId ?? undefined,
    startTime: word.startTime,
    endTime: word.endTime,
  })),
});

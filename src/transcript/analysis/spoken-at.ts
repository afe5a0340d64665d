import type { Paragraph, Sentence, Word } from "../model.js";
import { contains, type Entry } from "./entry.js";

/** The words of one speaker at a given time. */
export interface Utterance<E extends Entry> {
  readonly entry: E;
  /** The first sentence that contains the time; null if there is none, for example in a pause. */
  readonly sentence: Sentence | null;
  /** The first word of any sentence that contains the time; null if there is none. */
  readonly word: Word | null;
}

/** All utterances at a time, in the order of the transcript: of several people at once, and of each recording. */
export function toUtterances<E extends Entry>(entries: readonly E[], time: number): Utterance<E>[] {
  return entries
    .filter(({ paragraph }) => contains(paragraph, time))
    .map((entry) => ({ entry, sentence: findSentence(entry.paragraph, time), word: findWord(entry.paragraph, time) }));
}

function findSentence({ sentences }: Paragraph, time: number): Sentence | null {
  return Iterator.from(sentences).find((sentence) => contains(sentence, time)) ?? null;
}

function findWord({ sentences }: Paragraph, time: number): Word | null {
  const words = Iterator.from(sentences).flatMap((sentence) => sentence.words);
  return words.find((word) => contains(word, time)) ?? null;
}

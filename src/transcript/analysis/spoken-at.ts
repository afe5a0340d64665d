import type { Paragraph, Sentence, Word } from "../model.js";
import { contains, type Entry } from "./entry.js";

/** What one person was saying at a moment. */
export interface Utterance<E extends Entry> {
  readonly entry: E;
  /** The first sentence that contains the time; null when there is none, as in a pause between two. */
  readonly sentence: Sentence | null;
  /** The first word that contains the time, of whichever sentence; null when there is none. */
  readonly word: Word | null;
}

/** What was being said at a time of the recording, in the order of the transcript: people talk over one another. Several recordings each have this time. */
export function toUtterances<E extends Entry>(entries: readonly E[], time: number): Utterance<E>[] {
  return entries
    .filter(({ paragraph }) => contains(paragraph, time))
    .map((entry) => ({ entry, sentence: findSentence(entry.paragraph, time), word: findWord(entry.paragraph, time) }));
}

function findSentence({ sentences }: Paragraph, time: number): Sentence | null {
  for (const sentence of sentences) if (contains(sentence, time)) return sentence;
  return null;
}

function findWord({ sentences }: Paragraph, time: number): Word | null {
  for (const sentence of sentences) for (const word of sentence.words) if (contains(word, time)) return word;
  return null;
}

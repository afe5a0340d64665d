import type { SentenceList } from "../model.js";
import type { Span } from "./entry.js";

/** A word or a sentence: its text, and when it is spoken. */
export interface SpokenPiece extends Span {
  readonly text: string;
}

/** All words of a paragraph, in order. Each value of packed rows is decoded once. */
export function wordsOf(sentences: SentenceList): SpokenPiece[] {
  if (sentences.words !== undefined) return Array.from(sentences.words, toPiece);
  return Array.from(sentences).flatMap(({ words }) => Array.from(words, toPiece));
}

/** The sentences of a paragraph, without their words. */
export const sentencesOf = (sentences: SentenceList): SpokenPiece[] => Array.from(sentences, toPiece);

const toPiece = ({ text, startTime, endTime }: SpokenPiece): SpokenPiece => ({ text, startTime, endTime });

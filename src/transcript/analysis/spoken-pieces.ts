import type { List, SentenceList, SpokenTexts } from "../model.js";
import type { Span } from "./entry.js";

/** A word or a sentence: its text, and when it is spoken. */
interface SpokenPiece extends Span {
  readonly text: string;
}

/** All words of a paragraph, in order. */
export function wordsOf(sentences: SentenceList): SpokenTexts {
  if (sentences.words !== undefined) return readPieces(sentences.words);
  return joinPieces(Array.from(sentences).flatMap(({ words }) => Array.from(words)));
}

/** The sentences of a paragraph, without their words. */
export const sentencesOf = (sentences: SentenceList): SpokenTexts => readPieces(sentences);

function readPieces(pieces: List<SpokenPiece>): SpokenTexts {
  return pieces.readSpoken?.() ?? joinPieces(Array.from(pieces));
}

function joinPieces(pieces: readonly SpokenPiece[]): SpokenTexts {
  let end = 0;
  return {
    text: pieces.map(({ text }) => text).join(""),
    ends: pieces.map(({ text }) => (end += text.length)),
    startTimes: pieces.map(({ startTime }) => startTime),
    endTimes: pieces.map(({ endTime }) => endTime),
  };
}

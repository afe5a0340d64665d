import type { List, SentenceList, SpokenTexts } from "../model.js";
import type { Span } from "./entry.js";

/** A word or a sentence: its text, and when it is spoken. */
interface SpokenSegment extends Span {
  readonly text: string;
}

/** All words of a paragraph, in order. */
export function wordsOf(sentences: SentenceList): SpokenTexts {
  if (sentences.words !== undefined) return readSegments(sentences.words);
  return joinSegments(Array.from(sentences).flatMap(({ words }) => Array.from(words)));
}

/** The sentences of a paragraph, without their words. */
export const sentencesOf = (sentences: SentenceList): SpokenTexts => readSegments(sentences);

function readSegments(segments: List<SpokenSegment>): SpokenTexts {
  return segments.readSpoken?.() ?? joinSegments(Array.from(segments));
}

function joinSegments(segments: readonly SpokenSegment[]): SpokenTexts {
  let end = 0;
  return {
    text: segments.map(({ text }) => text).join(""),
    ends: segments.map(({ text }) => (end += text.length)),
    startTimes: segments.map(({ startTime }) => startTime),
    endTimes: segments.map(({ endTime }) => endTime),
  };
}

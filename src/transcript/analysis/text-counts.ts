import type { SentenceList } from "../model.js";
import type { Entry } from "./entry.js";

/** The counts of some paragraphs. */
export interface TextCounts {
  readonly sentenceCount: number;
  /** The upstream's word entries. */
  readonly wordCount: number;
  /** Code points of the paragraphs' texts. */
  readonly characterCount: number;
}

/** Counts the texts of paragraphs, all together. */
export function countTexts(entries: readonly Entry[]): TextCounts {
  const counts = { sentenceCount: 0, wordCount: 0, characterCount: 0 };
  for (const {
    paragraph: { text, sentences },
  } of entries) {
    counts.sentenceCount += sentences.length;
    counts.wordCount += countWords(sentences);
    counts.characterCount += countCodePoints(text);
  }
  return counts;
}

function countWords(sentences: SentenceList): number {
  if (sentences.words !== undefined) return sentences.words.length;
  let words = 0;
  for (const sentence of sentences) words += sentence.words.length;
  return words;
}

const SURROGATE = /[\uD800-\uDFFF]/;
const PAIR = /[\uD800-\uDBFF][\uDC00-\uDFFF]/g;

/** First looks for any surrogate. That takes a tenth of the time of a search for pairs, and few texts have one. */
function countCodePoints(text: string): number {
  return SURROGATE.test(text) ? text.length - (text.match(PAIR)?.length ?? 0) : text.length;
}

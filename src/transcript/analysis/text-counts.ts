import type { Paragraph, SentenceList } from "../model.js";

/** The counts of one paragraph. */
export interface TextCounts {
  readonly sentences: number;
  /** The upstream's word entries. */
  readonly words: number;
  /** Code points of the paragraph's text. */
  readonly characters: number;
}

/** Counts one paragraph. */
export function countText({ text, sentences }: Paragraph): TextCounts {
  return { sentences: sentences.length, words: countWords(sentences), characters: countCodePoints(text) };
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

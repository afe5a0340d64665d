import type { Paragraph } from "../model.js";

/** How much was said in a paragraph. */
export interface TextCounts {
  readonly sentences: number;
  /** The upstream's word entries. */
  readonly words: number;
  /** Code points of the paragraph's text. */
  readonly characters: number;
}

/** Counts one paragraph. */
export function countText({ text, sentences }: Paragraph): TextCounts {
  let words = 0;
  for (const sentence of sentences) words += sentence.words.length;
  return { sentences: sentences.length, words, characters: countCodePoints(text) };
}

const PAIR = /[\uD800-\uDBFF][\uDC00-\uDFFF]/g;

function countCodePoints(text: string): number {
  return text.length - (text.match(PAIR)?.length ?? 0);
}

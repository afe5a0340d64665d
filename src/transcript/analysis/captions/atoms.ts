import type { TextRange } from "../folded-text.js";
import { BREAKS, CLOSES, isHan, OPENS, qualityOf, SPACELESS } from "./characters.js";
import { displayWidth, splitGraphemes, widthOfGrapheme } from "./display-width.js";

/** A part of a text after which a line may end. White space between two atoms belongs to neither. */
export interface Atom extends TextRange {
  readonly text: string;
  readonly width: number;
  /** True if white space precedes it. */
  readonly spaced: boolean;
  /** The quality of a break after it: one of `BREAKS`. */
  readonly breakAfter: number;
}

/** Finds words, also in scripts without spaces. */
export const words = new Intl.Segmenter("zh", { granularity: "word" });

/**
 * Splits a text where lines may break: at white space, and between words in scripts without spaces. A word wider than
 * `maxWidth` is split between graphemes. Empty for a text of white space.
 */
export function toAtoms(text: string, maxWidth: number): Atom[] {
  const atoms: Atom[] = [];
  for (const { 0: chunk, index } of text.matchAll(/\S+/g)) {
    const parts = SPACELESS.test(chunk) ? splitWords(chunk) : [chunk];
    let start = index;
    for (const part of parts) {
      for (const atom of splitWide(part, maxWidth)) {
        const spaced = start === index && atoms.length > 0;
        atoms.push({ ...atom, start, end: start + atom.text.length, spaced });
        start += atom.text.length;
      }
    }
  }
  return atoms;
}

/** Splits text without spaces into words with their punctuation. A line may end after each of them. */
function splitWords(chunk: string): string[] {
  const parts: string[] = [];
  let start = 0;
  for (const { segment, index } of words.segment(chunk)) {
    if (index === 0 || !canBreak(chunk, start, index, segment)) continue;
    parts.push(chunk.slice(start, index));
    start = index;
  }
  parts.push(chunk.slice(start));
  return parts;
}

/** Whether a line may end between two words. `start`: where the text that is joined to the first word starts. */
export function canBreak(text: string, start: number, at: number, right: string): boolean {
  if (isHan(text.charCodeAt(at - 1)) && isHan(text.charCodeAt(at))) return true;
  const left = text.slice(Math.max(start, at - 2), at);
  if (OPENS.test(left) || CLOSES.test(right)) return false;
  return SPACELESS.test(left) || SPACELESS.test(right.slice(0, 2));
}

function splitWide(text: string, maxWidth: number): Pick<Atom, "text" | "width" | "breakAfter">[] {
  const width = displayWidth(text);
  if (width <= maxWidth) return [{ text, width, breakAfter: qualityOf(text) }];
  const parts: { text: string; width: number }[] = [];
  for (const grapheme of splitGraphemes(text)) {
    const [last, more] = [parts.at(-1), widthOfGrapheme(grapheme)];
    if (last === undefined || last.width + more > maxWidth) parts.push({ text: grapheme, width: more });
    else parts[parts.length - 1] = { text: last.text + grapheme, width: last.width + more };
  }
  return parts.map((part, index) => ({
    ...part,
    breakAfter: index < parts.length - 1 ? BREAKS.grapheme : qualityOf(part.text),
  }));
}

import { eastAsianWidth } from "get-east-asian-width";

/** Texts in which every UTF-16 unit is a grapheme whose width its place in Unicode tells: printable ASCII, Chinese, full-width forms. */
const SIMPLE = /^[ -~\u3001-\u3029\u4E00-\u9FFF\uFF01-\uFF60]*$/;

const FIRST_WIDE_UNIT = 0x3000;

const graphemes = new Intl.Segmenter("und", { granularity: "grapheme" });

/** Shown as a picture of two columns, whatever it is made of. */
const PICTURE = /\p{Emoji_Presentation}|\uFE0F/u;

/** Takes no room: control and format characters, and marks without a letter. */
const INVISIBLE = /^[\p{Cc}\p{Cf}\p{M}\p{Default_Ignorable_Code_Point}]+$/u;

/** How many columns of a fixed-width screen a text takes: two for a Chinese character or an emoji, one for a letter (UAX #11, ambiguous is narrow). */
export function displayWidth(text: string): number {
  if (!SIMPLE.test(text)) return splitGraphemes(text).reduce((sum, grapheme) => sum + widthOfGrapheme(grapheme), 0);
  let width = text.length;
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) >= FIRST_WIDE_UNIT) width += 1;
  return width;
}

/** A text by its graphemes: what a reader takes for one character. */
export const splitGraphemes = (text: string): string[] => Array.from(graphemes.segment(text), ({ segment }) => segment);

function widthOfGrapheme(grapheme: string): number {
  if (INVISIBLE.test(grapheme)) return 0;
  return PICTURE.test(grapheme) ? 2 : eastAsianWidth(grapheme.codePointAt(0) ?? 0);
}

import { eastAsianWidth } from "get-east-asian-width";

/** A text of printable ASCII, Chinese and full-width forms, where each UTF-16 unit is a grapheme of known width. */
const SIMPLE = /^[ -~\u3001-\u3029\u4E00-\u9FFF\uFF01-\uFF60]*$/;

const FIRST_WIDE_UNIT = 0x3000;

const graphemes = new Intl.Segmenter("und", { granularity: "grapheme" });

/** A grapheme that is shown as an emoji, two columns wide. */
const PICTURE = /\p{Emoji_Presentation}|\p{Emoji}\uFE0F/u;

/** A grapheme without width: control and format characters, and marks without a letter. */
const INVISIBLE = /^[\p{Cc}\p{Cf}\p{M}\p{Default_Ignorable_Code_Point}]+$/u;

/** A text's width in columns: two for a Chinese character or emoji, one for a letter (UAX #11, ambiguous is narrow). */
export function displayWidth(text: string): number {
  if (!SIMPLE.test(text)) return splitGraphemes(text).reduce((sum, grapheme) => sum + widthOfGrapheme(grapheme), 0);
  let width = text.length;
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) >= FIRST_WIDE_UNIT) width += 1;
  return width;
}

/** The graphemes of a text: the characters as readers perceive them. */
export const splitGraphemes = (text: string): string[] => Array.from(graphemes.segment(text), ({ segment }) => segment);

/** The width of one grapheme, in columns. */
export function widthOfGrapheme(grapheme: string): number {
  if (INVISIBLE.test(grapheme)) return 0;
  return PICTURE.test(grapheme) ? 2 : eastAsianWidth(grapheme.codePointAt(0) ?? 0);
}

import { displayWidth } from "./display-width.js";

/** Scripts without spaces between words, and their punctuation. */
export const SPACELESS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\u3000-\u303F\uFF00-\uFF60]/u;

/** A text whose last character must not end a line. */
export const OPENS = /[\p{Ps}\p{Pi}]$/u;

/** A text whose first character must not begin a line. */
export const CLOSES = /^[^\p{L}\p{N}\p{Ps}\p{Pi}\p{So}]/u;

const SENTENCE_MARK = /[.!?。！？…]/;
const CLAUSE_MARK = /[,;:，；：、—–]/;

/** Closing brackets and quotation marks: they belong to the mark that precedes them. */
const FOLLOWS_MARK = /[\p{Pe}\p{Pf}"']/u;

/** The quality of a line break, best first. */
export const BREAKS = { sentence: 0, clause: 1, word: 2, grapheme: 3 } as const;

/** The quality of a break after an atom: one of `BREAKS`. */
export function qualityOf(text: string): number {
  let last = text.length - 1;
  while (last >= 0 && FOLLOWS_MARK.test(text.charAt(last))) last -= 1;
  if (SENTENCE_MARK.test(text.charAt(last))) return BREAKS.sentence;
  return CLAUSE_MARK.test(text.charAt(last)) ? BREAKS.clause : BREAKS.word;
}

/** Properties of a UTF-16 unit, as bits. A unit without any needs the slower functions for texts of any kind. */
export const TRAIT = {
  /** A common Chinese character. Only a dictionary knows whether a word ends between two of them. */
  han: 1,
  /** It is always a grapheme of its own. */
  common: 2,
  wide: 4,
  space: 8,
  spaceless: 16,
  opens: 32,
  closes: 64,
  /** An ASCII letter or digit. Two of them are never separated. */
  alphanumeric: 128,
  sentenceMark: 256,
  clauseMark: 512,
  followsMark: 1024,
} as const;

/** Printable ASCII, Latin letters with accents, punctuation, and full-width forms of ASCII. Chinese is added below. */
const COMMON_RANGES = [
  [0x20, 0x7e],
  [0xb7, 0xb7],
  [0xc0, 0xd6],
  [0xd8, 0xf6],
  [0xf8, 0x17f],
  [0x2013, 0x2014],
  [0x2018, 0x2019],
  [0x201c, 0x201d],
  [0x2026, 0x2026],
  [0x3001, 0x3002],
  [0x3008, 0x3011],
  [0x3014, 0x301b],
  [0xff01, 0xff5e],
] as const;

const [FIRST_HAN, LAST_HAN] = [0x4e00, 0x9fff];

/** Whether a UTF-16 unit is a common Chinese character. */
export const isHan = (unit: number): boolean => unit >= FIRST_HAN && unit <= LAST_HAN;

/** The bits of `TRAIT` for each UTF-16 unit. */
export const TRAITS: Uint16Array = createTraits();

function createTraits(): Uint16Array {
  const traits = new Uint16Array(0x1_00_00);
  for (const [first, last] of COMMON_RANGES)
    for (let unit = first; unit <= last; unit += 1) traits[unit] = traitsOf(String.fromCharCode(unit));
  return traits.fill(traitsOf("一") | TRAIT.han, FIRST_HAN, LAST_HAN + 1);
}

function traitsOf(character: string): number {
  const { common, wide, space, spaceless, opens, closes, alphanumeric, sentenceMark, clauseMark, followsMark } = TRAIT;
  const bits = [
    [wide, displayWidth(character) === 2],
    [space, character === " "],
    [spaceless, SPACELESS.test(character)],
    [opens, OPENS.test(character)],
    [closes, CLOSES.test(character)],
    [alphanumeric, /[A-Za-z0-9]/.test(character)],
    [sentenceMark, SENTENCE_MARK.test(character)],
    [clauseMark, CLAUSE_MARK.test(character)],
    [followsMark, FOLLOWS_MARK.test(character)],
  ] as const;
  return bits.reduce((sum, [bit, isSet]) => (isSet ? sum | bit : sum), common as number);
}

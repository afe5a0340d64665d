/**
 * 64-bit identifiers on the wire. They are bare JSON numbers that `JSON.parse` rounds above 2^53 without a word, so the
 * digits are put in quotes in the raw text first.
 */

const MAX_INT64 = 2n ** 63n - 1n;
const MIN_INT64 = -(2n ** 63n);
const DIGITS = /^(?:0|-?[1-9]\d{0,18})$/;

/**
 * The members that hold an int64 identifier. Each key is looked for by its tail: a string search is ten times as fast when
 * the first character is rare, and almost every value of a page is a word with its keys, which hold no `c` and no `x`.
 */
const KEYS = [
  { head: '"re', tail: 'cordId"' },
  { head: '"ne', tail: 'xtTtoken"' },
  { head: '"ne', tail: 'xtToken"' },
] as const;

const BACKSLASH = "\\";

/** A colon and a whole number that a double may not hold: up to 15 digits are exact as they are, over 19 are no int64. */
const LONG_NUMBER = /[ \t\n\r]*:[ \t\n\r]*(-?[1-9]\d{15,18})(?=[ \t\n\r]*[,}])/y;

/** True for an int64 in decimal digits, without a plus sign or leading zeros. */
export function isInt64(digits: string): boolean {
  if (!DIGITS.test(digits)) return false;
  const value = BigInt(digits);
  return value >= MIN_INT64 && value <= MAX_INT64;
}

/**
 * The same JSON text with the long values of `recordId`, `nextTtoken` and `nextToken` in quotes; the text itself when there
 * are none. Text that is not JSON stays so. A key spelled with escapes is not seen: its value remains a number.
 */
export function quoteInt64(text: string): string {
  const cuts = KEYS.flatMap(({ head, tail }) => numbersAfter(text, head, tail)).toSorted((a, b) => a - b);
  if (cuts.length === 0) return text;
  const parts = cuts.map((cut, index) => text.slice(cuts[index - 1] ?? 0, cut));
  return [...parts, text.slice(cuts.at(-1))].join('"');
}

/** Where the long values of one key begin and end, by turns. */
function numbersAfter(text: string, head: string, tail: string): number[] {
  const cuts: number[] = [];
  for (let at = text.indexOf(tail); at !== -1; at = text.indexOf(tail, at + tail.length)) {
    if (!opensKey(text, head, at)) continue;
    LONG_NUMBER.lastIndex = at + tail.length;
    const digits = LONG_NUMBER.exec(text)?.[1];
    if (digits !== undefined) cuts.push(LONG_NUMBER.lastIndex - digits.length, LONG_NUMBER.lastIndex);
  }
  return cuts;
}

/**
 * True when `head` stands before the tail at `at` and its quote opens a string. Inside a JSON string a quote always follows a
 * backslash, outside never, and a quote that closes a string is never followed by a letter: one character tells them apart.
 */
function opensKey(text: string, head: string, at: number): boolean {
  const start = at - head.length;
  return text.startsWith(head, start) && text[start - 1] !== BACKSLASH;
}

/**
 * 64-bit identifiers on the wire. They are bare JSON numbers that `JSON.parse` rounds above 2^53 without a word, so the
 * digits are put in quotes in the raw text first.
 */

const MAX_INT64 = 2n ** 63n - 1n;
const MIN_INT64 = -(2n ** 63n);
const DIGITS = /^(?:0|-?[1-9]\d{0,18})$/;

/**
 * The keys of int64 identifiers (`recordId`, `nextTtoken`, `nextToken`) are looked for by a middle part. It begins with a
 * character that is rare in a page, where nearly all is words with their keys, and is short enough for the engine's plain
 * search: together ten times as fast as a search for the whole keys.
 */
const KEY_PARTS = ["cordId", "xtT"] as const;

/** How far before its middle part a key begins, with its quote: `"re`, `"ne`. */
const BEFORE = 3;

/**
 * A key, a colon and a whole number that a double may not hold: below 9 * 10^15 it is exact, with 20 digits it is no int64.
 * Inside a JSON string a quote follows a backslash, outside it never does, and one that closes a string has no letter after
 * it. So one look behind tells a key from a lookalike in somebody's words.
 */
const LONG_NUMBER =
  /(?<!\\)"(?:recordId|nextTt?oken)"[ \t\n\r]*:[ \t\n\r]*(-?(?:9\d{15}|[1-9]\d{16,18}))(?=[ \t\n\r]*[,}])/y;

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
  const cuts = KEY_PARTS.flatMap((part) => numbersAfter(text, part)).toSorted((a, b) => a - b);
  if (cuts.length === 0) return text;
  const parts = cuts.map((cut, index) => text.slice(cuts[index - 1] ?? 0, cut));
  return [...parts, text.slice(cuts.at(-1))].join('"');
}

/** Where the long values begin and end, by turns. */
function numbersAfter(text: string, keyPart: string): number[] {
  const cuts: number[] = [];
  for (let at = text.indexOf(keyPart); at !== -1; at = text.indexOf(keyPart, at + keyPart.length)) {
    LONG_NUMBER.lastIndex = at - BEFORE;
    const digits = LONG_NUMBER.exec(text)?.[1];
    if (digits !== undefined) cuts.push(LONG_NUMBER.lastIndex - digits.length, LONG_NUMBER.lastIndex);
  }
  return cuts;
}

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

/** How far before its middle part a key is looked at: its beginning (`"re`, `"ne`) and one character more. */
const BEFORE = 4;

/** How far behind the middle part a number may end; white space that fills it leaves the number unquoted. */
const BEHIND = 128;

/**
 * A key, a colon and a whole number that a double may not hold: below 9 * 10^15 it is exact, with 20 digits it is no int64.
 * Inside a JSON string a quote follows a backslash, outside it never does, and one that closes a string has no letter after
 * it. So one look behind tells a key from a lookalike in somebody's words.
 */
const LONG_NUMBER =
  /(?<!\\)"(?:recordId|nextTt?oken)"[ \t\n\r]*:[ \t\n\r]*(-?(?:9\d{15}|[1-9]\d{16,18}))(?=[ \t\n\r,}])/y;

const QUOTE = 0x22;

/** True for an int64 in decimal digits, without a plus sign or leading zeros. */
export function isInt64(digits: string): boolean {
  if (!DIGITS.test(digits)) return false;
  const value = BigInt(digits);
  return value >= MIN_INT64 && value <= MAX_INT64;
}

/**
 * The same JSON text, in UTF-8, with the long values of `recordId`, `nextTtoken` and `nextToken` in quotes; the text itself
 * when there are none. Text that is not JSON stays so. A key spelled with escapes is not seen: its value remains a number.
 * It works on bytes because a page in Chinese has half as many of them before it is decoded.
 */
export function quoteInt64(json: Uint8Array): Uint8Array {
  const bytes = Buffer.from(json.buffer, json.byteOffset, json.byteLength);
  const cuts = KEY_PARTS.flatMap((part) => numbersAfter(bytes, part)).toSorted((a, b) => a - b);
  return cuts.length === 0 ? json : withQuotes(bytes, cuts);
}

/** Where the long values begin and end, by turns. */
function numbersAfter(bytes: Buffer, keyPart: string): number[] {
  const cuts: number[] = [];
  for (let at = bytes.indexOf(keyPart, BEFORE); at !== -1; at = bytes.indexOf(keyPart, at + keyPart.length)) {
    const start = at - BEFORE;
    LONG_NUMBER.lastIndex = 1;
    const digits = LONG_NUMBER.exec(bytes.toString("latin1", start, at + BEHIND))?.[1];
    const end = start + LONG_NUMBER.lastIndex;
    if (digits !== undefined) cuts.push(end - digits.length, end);
  }
  return cuts;
}

function withQuotes(bytes: Buffer, cuts: readonly number[]): Buffer {
  const quoted = Buffer.allocUnsafeSlow(bytes.length + cuts.length);
  let from = 0;
  for (const [quotes, cut] of cuts.entries()) {
    bytes.copy(quoted, from + quotes, from, cut);
    quoted[cut + quotes] = QUOTE;
    from = cut;
  }
  bytes.copy(quoted, from + cuts.length, from);
  return quoted;
}

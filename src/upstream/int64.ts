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
  /(?<!\\)"(recordId|nextTt?oken)"([ \t\n\r]*:[ \t\n\r]*)(-?(?:9\d{15}|[1-9]\d{16,18}))(?=[ \t\n\r,}])/y;

/** What each key is called where its number has been quoted: two letters less, to make room for the quotes. */
export const QUOTED_KEYS = { recordId: "recor#", nextTtoken: "nextTto#", nextToken: "nextTo#" } as const;

/** True for an int64 in decimal digits, without a plus sign or leading zeros. */
export function isInt64(digits: string): boolean {
  if (!DIGITS.test(digits)) return false;
  const value = BigInt(digits);
  return value >= MIN_INT64 && value <= MAX_INT64;
}

/**
 * Puts the long values of `recordId`, `nextTtoken` and `nextToken` in quotes, in a JSON text in UTF-8, whose other values stay.
 * It is done in place, since a page takes 10 MB: the quotes take the room of the key's last letters (`QUOTED_KEYS`). Text that
 * is not JSON stays so. A key spelled with escapes is not seen: its value remains a number. It works on bytes because a page
 * in Chinese has half as many of them before it is decoded.
 */
export function quoteInt64(json: Uint8Array): void {
  const bytes = Buffer.from(json.buffer, json.byteOffset, json.byteLength);
  for (const part of KEY_PARTS)
    for (let at = bytes.indexOf(part, BEFORE); at !== -1; at = bytes.indexOf(part, at + part.length))
      quoteAt(bytes, at - BEFORE);
}

function quoteAt(bytes: Buffer, start: number): void {
  LONG_NUMBER.lastIndex = 1;
  const match = LONG_NUMBER.exec(bytes.toString("latin1", start, start + BEFORE + BEHIND));
  if (match === null) return;
  const [, key = "", between = "", digits = ""] = match;
  bytes.write(`"${Reflect.get(QUOTED_KEYS, key)}"${between}"${digits}"`, start + 1, "latin1");
}

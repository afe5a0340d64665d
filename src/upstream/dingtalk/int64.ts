import { BYTE, isDigit } from "../../packed/index.js";

/**
 * 64-bit identifiers in DingTalk's pages. They are bare JSON numbers, which `JSON.parse` rounds above 2^53 without an
 * error. So their digits are put in quotes before parsing.
 */

const MAX_INT64 = 2n ** 63n - 1n;
const MIN_INT64 = -(2n ** 63n);
const DIGITS = /^(?:0|-?[1-9]\d{0,18})$/;

/**
 * The name of each identifier's key after its number was quoted: two letters are removed to make room for the quotes.
 */
export const QUOTED_KEYS = {
  recordId: "recor#",
  nextTtoken: "nextTto#",
  nextToken: "nextTo#",
  wordId: "wor#",
} as const;

const KEYS = Object.keys(QUOTED_KEYS).map((key) => Buffer.from(JSON.stringify(key)));

/**
 * The search looks for the middle part of a key. Its first character is rarer in a page than quotes, and it is short
 * enough for the engine's fastest search.
 */
const KEY_PARTS = [
  { part: Buffer.from("cordId"), before: '"re'.length },
  { part: Buffer.from("xtT"), before: '"ne'.length },
  { part: Buffer.from("wordId"), before: '"'.length },
];

const { quote: QUOTE, backslash: BACKSLASH, colon: COLON, minus: MINUS, zero: ZERO, nine: NINE } = BYTE;
const [HASH = 0] = Buffer.from("#");
const SPACE: ReadonlySet<number | undefined> = new Set(Buffer.from(" \t\n\r"));
const AFTER_NUMBER: ReadonlySet<number | undefined> = new Set(Buffer.from(" \t\n\r,}"));

/** True for an int64 in decimal digits, without a plus sign or leading zeros. */
export function isInt64(digits: string): boolean {
  if (!DIGITS.test(digits)) return false;
  if (digits.length < 19) return true;
  const value = BigInt(digits);
  return value >= MIN_INT64 && value <= MAX_INT64;
}

/**
 * Puts the long values of `recordId`, `nextTtoken`, `nextToken` and `wordId` in quotes, in a JSON text in UTF-8. It
 * changes the text in place, because a page is large: the quotes replace the key's last letters (`QUOTED_KEYS`). Other
 * values stay, and text that is not JSON stays invalid. A key that is written with escapes is not found, and its value
 * remains a number. It works on bytes, because they are half as many before a Chinese page is decoded.
 */
export function quoteInt64(bytes: Buffer): void {
  for (const { part, before } of KEY_PARTS)
    for (let at = bytes.indexOf(part, before + 1); at !== -1; at = bytes.indexOf(part, at + part.length))
      quoteAt(bytes, at - before);
}

/**
 * Quotes the number after the key that begins at `start`, if both are there. Inside a JSON string a quote follows a
 * backslash, outside it never does, and a quote that closes a string is followed by no letter. So one look at the
 * previous byte distinguishes a key from the same text in a string.
 */
function quoteAt(bytes: Buffer, start: number): void {
  const key = KEYS.find((name) => standsAt(bytes, start, name));
  if (key === undefined || bytes[start - 1] === BACKSLASH) return;
  const keyEnd = start + key.length;
  const colon = skipSpace(bytes, keyEnd);
  const number = skipSpace(bytes, colon + 1);
  const end = endOfLongNumber(bytes, number);
  if (bytes[colon] !== COLON || end === null) return;
  bytes[keyEnd - 4] = HASH;
  bytes[keyEnd - 3] = QUOTE;
  bytes.copyWithin(keyEnd - 2, keyEnd, number);
  bytes[number - 2] = QUOTE;
  bytes.copyWithin(number - 1, number, end);
  bytes[end - 1] = QUOTE;
}

function standsAt(bytes: Buffer, start: number, name: Buffer): boolean {
  let length = 0;
  while (length < name.length && bytes[start + length] === name[length]) length += 1;
  return length === name.length;
}

function skipSpace(bytes: Buffer, start: number): number {
  let at = start;
  while (SPACE.has(bytes[at])) at += 1;
  return at;
}

/**
 * The end of a whole number that a double may not hold: below 9 * 10^15 it is exact, with 20 digits it is no int64.
 * Null: there is none.
 */
function endOfLongNumber(bytes: Buffer, start: number): number | null {
  const first = bytes[start] === MINUS ? start + 1 : start;
  let end = first;
  while (isDigit(bytes[end])) end += 1;
  const digits = end - first;
  const isLong = (digits === 16 && bytes[first] === NINE) || (digits > 16 && digits < 20);
  return isLong && bytes[first] !== ZERO && AFTER_NUMBER.has(bytes[end]) ? end : null;
}

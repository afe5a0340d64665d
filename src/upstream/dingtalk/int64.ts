import { BYTE, isDigit } from "../../packed/index.js";

/**
 * 64-bit identifiers on the wire. They are bare JSON numbers that `JSON.parse` rounds above 2^53 without a word, so the
 * digits are put in quotes in the raw text first.
 */

const MAX_INT64 = 2n ** 63n - 1n;
const MIN_INT64 = -(2n ** 63n);
const DIGITS = /^(?:0|-?[1-9]\d{0,18})$/;

/** What each key of an int64 identifier is called where its number has been quoted: two letters less, to make room for the quotes. */
export const QUOTED_KEYS = {
  recordId: "recor#",
  nextTtoken: "nextTto#",
  nextToken: "nextTo#",
  wordId: "wor#",
} as const;

const KEYS = Object.keys(QUOTED_KEYS).map((key) => Buffer.from(JSON.stringify(key)));

/**
 * The keys are looked for by a middle part. It begins with a character that is rarer in a page than quotes are, and is short
 * enough for the engine's plain search, which is the fastest that it has.
 */
const KEY_PARTS = [
  { part: Buffer.from("cordId"), before: '"re'.length },
  { part: Buffer.from("xtT"), before: '"ne'.length },
  { part: Buffer.from("wordId"), before: '"'.length },
];

const { quote: QUOTE, backslash: BACKSLASH, colon: COLON, minus: MINUS, zero: ZERO, nine: NINE } = BYTE;
const [HASH = 0] = Buffer.from("#");
const SPACE: ReadonlySet<number | undefined> = new Set(Buffer.from(" \t\n\r"));
const BEHIND_NUMBER: ReadonlySet<number | undefined> = new Set(Buffer.from(" \t\n\r,}"));

/** True for an int64 in decimal digits, without a plus sign or leading zeros. */
export function isInt64(digits: string): boolean {
  if (!DIGITS.test(digits)) return false;
  if (digits.length < 19) return true;
  const value = BigInt(digits);
  return value >= MIN_INT64 && value <= MAX_INT64;
}

/**
 * Puts the long values of `recordId`, `nextTtoken`, `nextToken` and `wordId` in quotes, in a JSON text in UTF-8, whose other values stay.
 * It is done in place, since a page is large: the quotes take the room of the key's last letters (`QUOTED_KEYS`). Text that
 * is not JSON stays so. A key spelled with escapes is not seen: its value remains a number. It works on bytes because a page
 * in Chinese has half as many of them before it is decoded.
 */
export function quoteInt64(json: Uint8Array): void {
  const bytes = Buffer.from(json.buffer, json.byteOffset, json.byteLength);
  for (const { part, before } of KEY_PARTS)
    for (let at = bytes.indexOf(part, before + 1); at !== -1; at = bytes.indexOf(part, at + part.length))
      quoteAt(bytes, at - before);
}

/**
 * Quotes the number behind the key that begins at `start`, where there are both. Inside a JSON string a quote follows a backslash,
 * outside it never does, and one that closes a string has no letter after it: one look behind tells a key from a
 * lookalike in somebody's words.
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

/** Where a whole number ends that a double may not hold: below 9 * 10^15 it is exact, with 20 digits it is no int64. Null: there is none. */
function endOfLongNumber(bytes: Buffer, start: number): number | null {
  const first = bytes[start] === MINUS ? start + 1 : start;
  let end = first;
  while (isDigit(bytes[end])) end += 1;
  const digits = end - first;
  const isLong = (digits === 16 && bytes[first] === NINE) || (digits > 16 && digits < 20);
  return isLong && bytes[first] !== ZERO && BEHIND_NUMBER.has(bytes[end]) ? end : null;
}

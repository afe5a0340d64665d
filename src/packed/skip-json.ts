import { BYTE, isDigit } from "./bytes.js";

/**
 * Skips undeclared members, which the upstream may add one day. Each function takes the offset of a value and returns
 * the offset after it. It returns -1 for invalid JSON, white space, escapes and deep nesting; then the parser decides.
 * A function must never skip invalid JSON.
 */

/** Returned instead of an offset if the parser is needed. */
export const NOT_COMPACT = -1;

/** The maximum nesting of a skipped value. */
const MAX_DEPTH = 8;

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/** The maximum length of a number that is skipped. */
const MAX_NUMBER_BYTES = 40;

const { quote: QUOTE, backslash: BACKSLASH, comma: COMMA, colon: COLON, space: SPACE, minus: MINUS } = BYTE;
const { listStart: LIST_START, listEnd: LIST_END, objectStart: OBJECT_START, objectEnd: OBJECT_END } = BYTE;
const WORDS = ["true", "false", "null"].map((word) => Buffer.from(word));

/** Skips a string without escapes and control characters. */
function skipString(bytes: Buffer, start: number): number {
  if (bytes[start] !== QUOTE) return NOT_COMPACT;
  let at = start + 1;
  for (;;) {
    const byte = bytes[at];
    if (byte === QUOTE) return at + 1;
    if (byte === undefined || byte < SPACE || byte === BACKSLASH) return NOT_COMPACT;
    at += 1;
  }
}

/** Skips a key, its colon and its value. */
export function skipMember(bytes: Buffer, start: number, depth = 0): number {
  const colon = skipString(bytes, start);
  return colon !== NOT_COMPACT && bytes[colon] === COLON ? skipValue(bytes, colon + 1, depth) : NOT_COMPACT;
}

function skipValue(bytes: Buffer, start: number, depth: number): number {
  const first = bytes[start];
  if (depth > MAX_DEPTH) return NOT_COMPACT;
  if (first === QUOTE) return skipString(bytes, start);
  if (first === OBJECT_START) return skipItems(bytes, start, OBJECT_END, (at) => skipMember(bytes, at, depth + 1));
  if (first === LIST_START) return skipItems(bytes, start, LIST_END, (at) => skipValue(bytes, at, depth + 1));
  return first === MINUS || isDigit(first) ? skipNumber(bytes, start) : skipWord(bytes, start);
}

/** Skips a list or an object with its brackets. */
function skipItems(bytes: Buffer, start: number, end: number, skipItem: (at: number) => number): number {
  if (bytes[start + 1] === end) return start + 2;
  let at = start;
  do {
    at = skipItem(at + 1);
    if (at === NOT_COMPACT) return NOT_COMPACT;
  } while (bytes[at] === COMMA);
  return bytes[at] === end ? at + 1 : NOT_COMPACT;
}

/**
 * Skips a number. Text directly after it, such as the `1` of `01` or the rest of a longer number, cannot follow a
 * value, so the caller rejects it.
 */
function skipNumber(bytes: Buffer, start: number): number {
  NUMBER.lastIndex = 0;
  const match = NUMBER.exec(bytes.toString("latin1", start, start + MAX_NUMBER_BYTES));
  return match === null ? NOT_COMPACT : start + match[0].length;
}

function skipWord(bytes: Buffer, start: number): number {
  const word = WORDS.find((candidate) => candidate.equals(bytes.subarray(start, start + candidate.length)));
  return word === undefined ? NOT_COMPACT : start + word.length;
}

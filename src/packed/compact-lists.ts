import { BYTE, isDigit } from "./bytes.js";
import {
  COLUMNS,
  type MembersByByte,
  SENTENCE_MEMBERS,
  WORD_LIST,
  WORD_MEMBERS,
  WORDS_COLUMN,
  memberAt,
} from "./members.js";
import type { RowTable } from "./row-table.js";
import { skipMember, skipString } from "./skip-json.js";

/**
 * Reads lists of sentences and words byte by byte, and stores only the offsets of their values. These lists are nine tenths of a page, and
 * `JSON.parse` with `JSON.stringify` would take several times as long. A list is compact if it has no white space, at least one item,
 * whole numbers for its times, and no escapes or nulls in declared members. Other members are skipped. `JSON.parse` reads all
 * other lists, so it alone decides what is valid. If a list of sentences is not compact, its compact lists of words are still read here.
 */

/**
 * Returned instead of an offset if the parser is needed. It is not exported, because V8 reads a module's exports anew each time,
 * which took an eighth of the time.
 */
const NOT_COMPACT = -1;

/** The maximum number of digits that a double always represents exactly. */
const EXACT_DIGITS = 15;

const { comma: COMMA, zero: ZERO, listStart: LIST_START, listEnd: LIST_END } = BYTE;
const { objectStart: OBJECT_START, objectEnd: OBJECT_END } = BYTE;

// Each function below reads from an offset and returns the offset after the value, or `NOT_COMPACT`. None reads beyond the end.

/**
 * Reads a list of sentences from after its opening bracket. Returns the offset after the list, or a negative number if the list is not compact.
 * Each sentence and each word becomes a row. A sentence has at most one list of words, so the words of a paragraph are in consecutive rows.
 */
export function readSentences(sentences: RowTable, words: RowTable, start: number): number {
  const { bytes, view } = sentences;
  let at = start - 1;
  do {
    at += 1;
    if (bytes[at] !== OBJECT_START) return NOT_COMPACT;
    const row = sentences.addRow();
    const firstWord = words.size;
    let hasWordList = false;
    do {
      at += 1;
      if (!WORD_LIST.standsAt(view, at)) at = readMember(sentences, row, SENTENCE_MEMBERS, at);
      else {
        if (hasWordList) return NOT_COMPACT;
        hasWordList = true;
        at = readWordList(words, at + WORD_LIST.length);
      }
      if (at === NOT_COMPACT) return NOT_COMPACT;
    } while (bytes[at] === COMMA);
    if (bytes[at] !== OBJECT_END || !hasTimes(sentences, row)) return NOT_COMPACT;
    sentences.set(row, WORDS_COLUMN, firstWord, words.size);
    at += 1;
  } while (bytes[at] === COMMA);
  return bytes[at] === LIST_END ? at + 1 : NOT_COMPACT;
}

/** Reads a list of words with its brackets. It may be empty. */
function readWordList(words: RowTable, start: number): number {
  const { bytes } = words;
  if (bytes[start] !== LIST_START) return NOT_COMPACT;
  return bytes[start + 1] === LIST_END ? start + 2 : readWords(words, start + 1);
}

/** Reads a list of words from after its opening bracket, like `readSentences`. Each word becomes a row. */
export function readWords(words: RowTable, start: number): number {
  const { bytes } = words;
  let at = start - 1;
  do {
    at += 1;
    if (bytes[at] !== OBJECT_START) return NOT_COMPACT;
    const row = words.addRow();
    do {
      at = readMember(words, row, WORD_MEMBERS, at + 1);
      if (at === NOT_COMPACT) return NOT_COMPACT;
    } while (bytes[at] === COMMA);
    if (bytes[at] !== OBJECT_END || !hasTimes(words, row)) return NOT_COMPACT;
    at += 1;
  } while (bytes[at] === COMMA);
  return bytes[at] === LIST_END ? at + 1 : NOT_COMPACT;
}

function hasTimes(table: RowTable, row: number): boolean {
  return table.has(row, COLUMNS.startTime) && table.has(row, COLUMNS.endTime);
}

/**
 * Reads a member and stores its value's offsets in the row. The last of several members with one name counts. Other members are skipped.
 * After `NOT_COMPACT`, the caller must drop the row.
 */
function readMember(table: RowTable, row: number, members: MembersByByte, start: number): number {
  const { bytes, view } = table;
  const member = memberAt(members, bytes, start);
  if (member === undefined || !member.standsAt(view, start)) return skipMember(bytes, start);
  const value = start + member.length;
  const end = member.isTime ? skipNumber(bytes, value) : skipString(bytes, value);
  table.set(row, member.column, value, end);
  return end;
}

/** Skips a whole number, not negative, that a double represents exactly. */
function skipNumber(bytes: Buffer, start: number): number {
  let at = start;
  while (isDigit(bytes[at])) at += 1;
  const digits = at - start;
  return digits === 0 || digits > EXACT_DIGITS || (bytes[start] === ZERO && digits > 1) ? NOT_COMPACT : at;
}

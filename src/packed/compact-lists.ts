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
import type { RowTable } from "./packed-rows.js";
import { skipMember, skipString } from "./skip-json.js";

/**
 * The lists of sentences, with their words, are nine tenths of a page. They are read byte by byte, and only the offsets of their values
 * are kept: objects by `JSON.parse`, and JSON of those again, take several times as long. A list is compact when it has no white space, at
 * least one item, whole numbers for its times, and no escapes or nulls in the members that are declared; members that are not
 * declared are skipped. Any other list stays where it is, so there is one judge of what is JSON, and one of what a sentence or a word may
 * be. Of a list of sentences that is not compact, the lists of words that are so are still read here.
 */

/**
 * Returned instead of a position when the parser is needed. It is not exported, since V8 reads a module's exports anew each time,
 * which took an eighth of the time.
 */
const NOT_COMPACT = -1;

/** The most digits of a number that a double surely holds. */
const EXACT_DIGITS = 15;

const { comma: COMMA, zero: ZERO, listStart: LIST_START, listEnd: LIST_END } = BYTE;
const { objectStart: OBJECT_START, objectEnd: OBJECT_END } = BYTE;

/** Each function below reads what begins at a position, and returns the position behind it, or `NOT_COMPACT`. None reads behind the end. */

/**
 * The rest of a list of sentences, behind its bracket; negative when it is not compact. Each sentence becomes a row, and so does each of
 * its words. A sentence has at most one list of words, so the words of a paragraph stand in neighbouring rows.
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

/** A list of words with both its brackets, which may be empty. */
function readWordList(words: RowTable, start: number): number {
  const { bytes } = words;
  if (bytes[start] !== LIST_START) return NOT_COMPACT;
  return bytes[start + 1] === LIST_END ? start + 2 : readWords(words, start + 1);
}

/** The rest of a list of words, behind its bracket; negative when it is not compact. Each word becomes a row. */
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
 * A member with its value, which goes into the row; of two with one name the last one counts. A member that is not declared is skipped.
 * After `NOT_COMPACT` the row must be dropped.
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

/** A whole number, never negative, that a double surely holds. */
function skipNumber(bytes: Buffer, start: number): number {
  let at = start;
  while (isDigit(bytes[at])) at += 1;
  const digits = at - start;
  return digits === 0 || digits > EXACT_DIGITS || (bytes[start] === ZERO && digits > 1) ? NOT_COMPACT : at;
}

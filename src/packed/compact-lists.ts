import { BYTE } from "./bytes.js";
import { COLUMNS, type MemberDeclaration, SENTENCE, type ValueKind, WORD, WORDS_COLUMN } from "./members.js";
import { ABSENT, type RowTable } from "./row-table.js";
import { NOT_COMPACT, skipMember } from "./skip-json.js";

/**
 * Reads lists of sentences and words from their bytes, and stores only the offsets of their values. These lists are
 * nine tenths of a page, and `JSON.parse` with `JSON.stringify` would take several times as long. A list is compact if
 * it has no white space, at least one item, whole numbers for its times, and no escapes or nulls in declared members.
 * Other members are skipped. `JSON.parse` reads all other lists, so it alone decides what is valid. If a list of
 * sentences is not compact, its compact lists of words are still read here.
 */

/** The maximum number of digits that a double always represents exactly. */
const EXACT_DIGITS = 15;

/** Keys and strings are read four bytes at a time. */
const STEP = 4;

/** A byte times this number is four of that byte. */
const EACH_BYTE = 0x01010101;

const { listStart: LIST_START, listEnd: LIST_END } = BYTE;

/**
 * Reads a list of objects from after its opening bracket, and returns the offset after the list, or `NOT_COMPACT`. It
 * reads nothing beyond the end. Each object becomes a row of `rows`. Of several members with one name, the last counts.
 * After `NOT_COMPACT`, the caller must drop the new rows.
 */
type ListReader = (rows: RowTable, words: RowTable, start: number) => number;

/** The code that reads a string without escapes and control characters, and moves `at` from its start to after it. */
const READ_STRING = `
  if (bytes[at] !== ${BYTE.quote}) return ${NOT_COMPACT};
  at += 1;
  while (at <= lastKey) {
    const four = view.getInt32(at, true);
    if (${hasByteBelow("four", BYTE.space)} || ${hasByte("four", BYTE.quote)} || ${hasByte("four", BYTE.backslash)}) break;
    at += ${STEP};
  }
  for (let byte = bytes[at]; byte !== ${BYTE.quote}; byte = bytes[at]) {
    if (byte === undefined || byte < ${BYTE.space} || byte === ${BYTE.backslash}) return ${NOT_COMPACT};
    at += 1;
  }
  at += 1;`;

/** The code that reads a whole number from `value`, not negative, that a double represents exactly. */
const READ_TIME = `
  while (bytes[at] >= ${BYTE.zero} && bytes[at] <= ${BYTE.nine}) at += 1;
  const digits = at - value;
  if (digits === 0 || digits > ${EXACT_DIGITS} || (digits > 1 && bytes[value] === ${BYTE.zero})) return ${NOT_COMPACT};`;

const READ_VALUE: Readonly<Record<ValueKind, string>> = { string: READ_STRING, time: READ_TIME };

/** The code that moves `at` to the next member, or leaves the object. `at` may be `NOT_COMPACT`. */
const NEXT_MEMBER = `if (bytes[at] !== ${BYTE.comma}) break; at += 1;`;

const readWordObjects = generateReader(WORD);

/** Reads words from after a list's opening bracket. Returns the offset after the list; negative: it is not compact. */
export function readWords(words: RowTable, start: number): number {
  return readWordObjects(words, words, start);
}

/**
 * Reads a list of sentences, as `readWords` does. A sentence has at most one list of words, so the words of a paragraph
 * are in consecutive rows of `words`.
 */
export const readSentences: ListReader = generateReader(SENTENCE);

/** Reads a list of words with its brackets. It may be empty. */
function readWordList(words: RowTable, start: number): number {
  const { bytes } = words;
  if (bytes[start] !== LIST_START) return NOT_COMPACT;
  return bytes[start + 1] === LIST_END ? start + 2 : readWords(words, start + 1);
}

/** The code that is true if one of four bytes has a value. */
function hasByte(four: string, value: number): string {
  return hasByteBelow(`(${four} ^ ${value * EACH_BYTE})`, 1);
}

/** The code that is true if one of four bytes is below a limit, at most 128 (S. E. Anderson, "Bit Twiddling Hacks"). */
function hasByteBelow(four: string, limit: number): string {
  return `((${four} - ${limit * EACH_BYTE}) & ~${four} & ${0x80 * EACH_BYTE}) !== 0`;
}

/**
 * Generates the reader of a list from the members of its objects. Code that contains the keys as numbers and makes no
 * calls takes half the time of a lookup for each member.
 */
export function generateReader(members: readonly MemberDeclaration[]): ListReader {
  // The code contains only numbers and names of this file.
  // oxlint-disable-next-line typescript/no-implied-eval
  return new Function("skipMember", "readWordList", `"use strict"; return ${readerCode(members)};`)(
    skipMember,
    readWordList,
  );
}

/** It looks for the members in their declared order, so that one round of the inner loop reads most objects. */
function readerCode(members: readonly MemberDeclaration[]): string {
  const hasWords = members.some(({ kind }) => kind === "words");
  const times = members.flatMap((member) => (member.kind === "time" ? [COLUMNS[member.field]] : []));
  const longestKey = Math.max(...members.map(({ key }) => Math.ceil(keyBytes(key).length / STEP) * STEP));
  return `(rows, words, start) => {
    const { bytes, view } = rows;
    const lastKey = bytes.length - ${longestKey};
    let at = start - 1;
    do {
      at += 1;
      if (bytes[at] !== ${BYTE.objectStart}) return ${NOT_COMPACT};
      const row = rows.addRow();
      const { valueOffsets } = rows;
      ${hasWords ? `valueOffsets[row + ${WORDS_COLUMN}] = words.size; let hasWordList = false;` : ""}
      at += 1;
      for (;;) {
        const roundStart = at;
        ${members.map(readMember).join("\n")}
        if (at === roundStart) { at = skipMember(bytes, at); ${NEXT_MEMBER} }
      }
      if (bytes[at] !== ${BYTE.objectEnd}) return ${NOT_COMPACT};
      ${times.map((column) => `if (valueOffsets[row + ${column + 1}] === ${ABSENT}) return ${NOT_COMPACT};`).join(" ")}
      ${hasWords ? `valueOffsets[row + ${WORDS_COLUMN + 1}] = words.size;` : ""}
      at += 1;
    } while (bytes[at] === ${BYTE.comma});
    return bytes[at] === ${LIST_END} ? at + 1 : ${NOT_COMPACT};
  }`;
}

/** The code that reads a member if its key begins at `at`, and moves `at` to the next member. */
function readMember(member: MemberDeclaration): string {
  const { length } = keyBytes(member.key);
  return `if (at > lastKey) return ${NOT_COMPACT};
    if (${isKey(member.key)}) { const value = at + ${length}; ${readValue(member)} ${NEXT_MEMBER} }`;
}

function readValue(member: MemberDeclaration): string {
  if (member.kind === "words")
    return `if (hasWordList) return ${NOT_COMPACT}; hasWordList = true; at = readWordList(words, value);`;
  const column = COLUMNS[member.field];
  return `at = value; ${READ_VALUE[member.kind]} valueOffsets[row + ${column}] = value; valueOffsets[row + ${column + 1}] = at;`;
}

/** The code that is true if a key begins at `at`. */
function isKey(key: string): string {
  const bytes = keyBytes(key);
  const tests: string[] = [];
  for (let offset = 0; offset < bytes.length; offset += STEP) {
    const rest = Math.min(STEP, bytes.length - offset);
    const value = `view.getInt32(at + ${offset}, true)`;
    const mask = 2 ** (8 * rest) - 1;
    tests.push(
      rest === STEP
        ? `${value} === ${bytes.readInt32LE(offset)}`
        : `(${value} & ${mask}) === ${bytes.readUIntLE(offset, rest)}`,
    );
  }
  return tests.join(" && ");
}

/** A key in JSON, with its quotes and its colon. */
function keyBytes(key: string): Buffer {
  return Buffer.from(`${JSON.stringify(key)}:`);
}

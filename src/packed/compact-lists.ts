import { BYTE, isDigit } from "./bytes.js";
import { COLUMNS, type MemberDeclaration, SENTENCE, type ValueKind, WORD, WORDS_COLUMN } from "./members.js";
import { ABSENT, type RowTable } from "./row-table.js";
import { NOT_COMPACT, skipMember, skipString } from "./skip-json.js";

/**
 * Reads lists of sentences and words byte by byte, and stores only the offsets of their values. These lists are nine
 * tenths of a page, and `JSON.parse` with `JSON.stringify` would take several times as long. A list is compact if it
 * has no white space, at least one item, whole numbers for its times, and no escapes or nulls in declared members.
 * Other members are skipped. `JSON.parse` reads all other lists, so it alone decides what is valid. If a list of
 * sentences is not compact, its compact lists of words are still read here.
 */

/** The maximum number of digits that a double always represents exactly. */
const EXACT_DIGITS = 15;

/** The keys are compared four bytes at a time. */
const STEP = 4;

const { zero: ZERO, listStart: LIST_START, listEnd: LIST_END } = BYTE;

/**
 * Reads a list of objects from after its opening bracket, and returns the offset after the list, or `NOT_COMPACT`. It
 * reads nothing beyond the end. Each object becomes a row of `rows`. Of several members with one name, the last counts.
 * After `NOT_COMPACT`, the caller must drop the new rows.
 */
type ListReader = (rows: RowTable, words: RowTable, start: number) => number;

/** How to read a value of each kind: takes the offset of the value, and returns the offset after it. */
const VALUE_READERS: Readonly<Record<ValueKind, (bytes: Buffer, start: number) => number>> = {
  string: skipString,
  time: skipTime,
};

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

/** Reads a whole number, not negative, that a double represents exactly. */
function skipTime(bytes: Buffer, start: number): number {
  let at = start;
  while (isDigit(bytes[at])) at += 1;
  const digits = at - start;
  return digits === 0 || digits > EXACT_DIGITS || (bytes[start] === ZERO && digits > 1) ? NOT_COMPACT : at;
}

/**
 * Generates the reader of a list from the members of its objects. One loop, with the keys as numbers in its code, takes
 * two thirds of the time of a lookup for each member.
 */
export function generateReader(members: readonly MemberDeclaration[]): ListReader {
  // The text contains only numbers and names of this file.
  // oxlint-disable-next-line typescript/no-implied-eval
  return new Function(
    "skipMember",
    "readWordList",
    ...Object.keys(VALUE_READERS),
    `"use strict"; return ${readerText(members)};`,
  )(skipMember, readWordList, ...Object.values(VALUE_READERS));
}

function readerText(members: readonly MemberDeclaration[]): string {
  const hasWords = members.some(({ kind }) => kind === "words");
  const times = members.flatMap((member) => (member.kind === "time" ? [COLUMNS[member.field]] : []));
  const longestKey = Math.max(...members.map(({ key }) => Math.ceil(keyBytes(key).length / STEP) * STEP));
  return `(rows, words, start) => {
    const { bytes, view } = rows;
    let at = start - 1;
    do {
      at += 1;
      if (bytes[at] !== ${BYTE.objectStart}) return ${NOT_COMPACT};
      const row = rows.addRow();
      const { valueOffsets } = rows;
      ${hasWords ? "const firstWord = words.size; let hasWordList = false;" : ""}
      do {
        at += 1;
        if (at + ${longestKey} > bytes.length) return ${NOT_COMPACT};
        ${members.map(readMember).join(" else ")} else at = skipMember(bytes, at);
        if (at === ${NOT_COMPACT}) return ${NOT_COMPACT};
      } while (bytes[at] === ${BYTE.comma});
      if (bytes[at] !== ${BYTE.objectEnd}) return ${NOT_COMPACT};
      ${times.map((column) => `if (valueOffsets[row + ${column + 1}] === ${ABSENT}) return ${NOT_COMPACT};`).join(" ")}
      ${hasWords ? `rows.set(row, ${WORDS_COLUMN}, firstWord, words.size);` : ""}
      at += 1;
    } while (bytes[at] === ${BYTE.comma});
    return bytes[at] === ${LIST_END} ? at + 1 : ${NOT_COMPACT};
  }`;
}

/** The text that reads a member if its key begins at `at`, and moves `at` after it. */
function readMember(member: MemberDeclaration): string {
  const { length } = keyBytes(member.key);
  if (member.kind === "words") {
    const once = `if (hasWordList) return ${NOT_COMPACT}; hasWordList = true;`;
    return `if (${isKey(member.key)}) { ${once} at = readWordList(words, at + ${length}); }`;
  }
  const column = COLUMNS[member.field];
  const store = `valueOffsets[row + ${column}] = value; valueOffsets[row + ${column + 1}] = at;`;
  return `if (${isKey(member.key)}) { const value = at + ${length}; at = ${member.kind}(bytes, value); ${store} }`;
}

/** The text that is true if a key begins at `at`. */
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

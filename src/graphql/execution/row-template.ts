import { ABSENT, absentJson, COLUMNS } from "../../packed/index.js";
import type { JsonRows } from "../../transcript/model.js";
import { copyBytes, type Literal, MAX_PACKED, packAscii, REACH, toLiteral, writeDigits } from "./copy-bytes.js";

const EMPTY_TEXT = absentJson("text");
/** For each column but the text. */
const NULL = absentJson("wordId");
const [EMPTY_TEXT_LITERAL, NULL_LITERAL] = [toLiteral(EMPTY_TEXT), toLiteral(NULL)];

/** The JSON of a missing value in a response. */
export const absentLiteral = (column: number): Literal => (column === COLUMNS.text ? EMPTY_TEXT_LITERAL : NULL_LITERAL);

/** Used instead of a column: the item's index in its whole list, and the cursor that ends with it, without quotes. */
export const [INDEX, CURSOR] = [-1, -2];

/** The maximum bytes of an index. */
const MAX_INDEX_BYTES = 10;

/** The functions that are generated for a selection. */
interface RowFunctions {
  /** The sum of the lengths of the selected values in these rows, in bytes. */
  readonly lengthOfValues: (rows: JsonRows, from: number, end: number) => number;
  /**
   * Writes the rows from number `from` to before `end` as objects with commas between them, and returns the
   * offset after them. `to` must have room for `maxBytes` from `at` on. `cursorStart`: the text at the beginning
   * of each cursor, at most `MAX_PACKED` ASCII characters.
   */
  readonly write: (rows: JsonRows, from: number, end: number, to: DataView, at: number, cursorStart: string) => number;
}

/**
 * Writes rows as JSON objects: constant text, each piece followed by a value. Its functions are generated, because a
 * page has 100,000 words: a loop over the pieces took four times as long.
 */
export class RowTemplate {
  readonly write: RowFunctions["write"];
  readonly #lengthOfValues: RowFunctions["lengthOfValues"];
  /** The maximum bytes of an object without its row's values, and of the comma after it. */
  readonly #maxConstantBytes: number;

  /** `texts`: the text before each value, at least one. `columns`: the values. `last`: the text after the last one. */
  constructor(texts: readonly string[], columns: readonly number[], last: string) {
    ({ lengthOfValues: this.#lengthOfValues, write: this.write } = generate(texts, columns, last));
    const maxInserted = Math.max(NULL.length, MAX_PACKED + MAX_INDEX_BYTES);
    this.#maxConstantBytes = Buffer.byteLength(`${texts.join("")}${last},`) + columns.length * maxInserted;
  }

  /** The maximum bytes that `write` needs, with those that it may overwrite after its objects. */
  maxBytes(rows: JsonRows, from: number, end: number): number {
    return this.#lengthOfValues(rows, from, end) + (end - from) * this.#maxConstantBytes + 2 * REACH;
  }
}

function generate(texts: readonly string[], columns: readonly number[], last: string): RowFunctions {
  const source = `{ lengthOfValues: ${lengthFunction(columns)}, write: ${writeFunction(texts, columns, last)} }`;
  // The text contains only numbers and names of this file.
  // oxlint-disable-next-line typescript/no-implied-eval
  return new Function("copyBytes", "packAscii", "writeDigits", `"use strict"; return ${source};`)(
    copyBytes,
    packAscii,
    writeDigits,
  );
}

function lengthFunction(columns: readonly number[]): string {
  const lengths = columns.filter((column) => column >= 0).map((column) => `${endOf(column)} - ${startOf(column)}`);
  const add = `for (let row = from * width; row < end * width; row += width) sum += ${["0", ...lengths].join(" + ")};`;
  return `({ table: { valueOffsets, width } }, from, end) => { let sum = 0; ${add} return sum; }`;
}

/** Each object is followed by a comma and the beginning of the next one, which are taken back after the last. */
function writeFunction(texts: readonly string[], columns: readonly number[], last: string): string {
  const [first = "", ...others] = texts;
  const values = columns.map((column, index) => writeValue(column) + writeText(others[index] ?? `${last},${first}`));
  return `({ table: { valueOffsets, view, width }, first, offset }, from, end, to, at, cursorStart) => {
    ${writeText(first)}
    let index = offset + from - first;
    const packedStart = packAscii(cursorStart);
    for (let row = from * width; row < end * width; row += width) { ${values.join("\n")} index += 1; }
    return at - ${Buffer.byteLength(`,${first}`)};
  }`;
}

const startOf = (column: number) => `valueOffsets[row + ${column}]`;
const endOf = (column: number) => `valueOffsets[row + ${column + 1}]`;

function writeValue(column: number): string {
  const writeIndex = "at = writeDigits(to, at, index);";
  if (column === INDEX) return writeIndex;
  if (column === CURSOR) return `to.setInt32(at, packedStart, true); at += cursorStart.length; ${writeIndex}`;
  const copy = `const valueStart = ${startOf(column)}; copyBytes(to, at, view, valueStart, valueEnd); at += valueEnd - valueStart;`;
  const absent = writeText(column === COLUMNS.text ? EMPTY_TEXT : NULL);
  return `{ const valueEnd = ${endOf(column)}; if (valueEnd === ${ABSENT}) { ${absent} } else { ${copy} } }`;
}

/** Writes eight bytes at a time. The last ones may include zeros, which the next piece overwrites. */
function writeText(text: string): string {
  const length = Buffer.byteLength(text);
  const bytes = Buffer.alloc(length + 8);
  bytes.write(text);
  let source = "";
  for (let at = 0; at < length; at += 8) source += `to.setBigInt64(at + ${at}, ${bytes.readBigInt64LE(at)}n, true); `;
  return `${source}at += ${length};`;
}

import { absentJson as absentText, COLUMNS } from "../../packed/index.js";
import { type Literal, REACH, toLiteral } from "./copy-bytes.js";

const EMPTY_TEXT = toLiteral(absentText("text"));
const NULL = toLiteral(absentText("wordId"));

/** The JSON of a missing value in a response. */
export const absentJson = (column: number) => (column === COLUMNS.text ? EMPTY_TEXT : NULL);

/** Used instead of a column: the item's index in its whole list, and the cursor that ends with this index, without quotes. */
export const [INDEX, CURSOR] = [-1, -2];

/** The maximum bytes of an index, and of the text before it in a cursor. */
const MAX_INDEX_BYTES = 10;
const MAX_CURSOR_START_BYTES = 6;

/** How rows become JSON objects: pieces of constant text, each followed by a value. */
export class RowTemplate {
  /** The separator between two objects, then the text before each value. */
  readonly text: DataView;
  /** The offset in `text` after the separator, where the first object begins. */
  readonly firstStart: number;
  /** The offset in `text` where the text before each value ends. */
  readonly ends: Int32Array;
  /** The column of each value, or `INDEX` or `CURSOR`. */
  readonly columns: Int32Array;
  /** The columns without `INDEX` and `CURSOR`. */
  readonly valueColumns: Int32Array;
  /** The text after the last value of the last object. */
  readonly last: Literal;
  /** The maximum bytes of an object, without the values from its row. */
  readonly room: number;

  /** `texts`: the text before each value, at least one. `last`: the text after the last value. */
  constructor(texts: readonly string[], columns: readonly number[], last: string) {
    const between = `${last},`;
    const { view, length } = toLiteral(between + texts.join(""));
    let end = Buffer.byteLength(between);
    this.text = view;
    this.firstStart = end;
    this.ends = Int32Array.from(texts, (text) => (end += Buffer.byteLength(text)));
    this.columns = Int32Array.from(columns);
    this.last = toLiteral(last);
    this.valueColumns = this.columns.filter((column) => column >= 0);
    this.room = length + columns.length * Math.max(NULL.length, MAX_CURSOR_START_BYTES + MAX_INDEX_BYTES) + REACH;
  }
}

import { absentJson as absentText, COLUMNS } from "../../packed/index.js";
import { type Literal, REACH, toLiteral } from "./copy-bytes.js";

const EMPTY_TEXT = toLiteral(absentText("text"));
const NULL = toLiteral(absentText("wordId"));

/** The JSON in a response of a value that did not come. */
export const absentJson = (column: number) => (column === COLUMNS.text ? EMPTY_TEXT : NULL);

/** In the place of a column: the item's index in its whole list, and the cursor that ends with it, without its quotes. */
export const [INDEX, CURSOR] = [-1, -2];

/** The most bytes of an index, and of what stands before it in a cursor. */
const MAX_INDEX_BYTES = 10;
const MAX_CURSOR_START_BYTES = 6;

/** How the rows of a list become the JSON of its objects: text that is the same for each, and a value behind every piece of it. */
export class RowTemplate {
  /** The text from one object to the next, and on to its last value. */
  readonly text: DataView;
  /** Where in it the text of the first object begins, which has none before it. */
  readonly firstStart: number;
  /** Where in it the text before each value ends. */
  readonly ends: Int32Array;
  /** The column of each value, or `INDEX` or `CURSOR`. */
  readonly columns: Int32Array;
  /** Those of them that are columns. */
  readonly valueColumns: Int32Array;
  /** What stands behind the last value of the last object. */
  readonly last: Literal;
  /** The most bytes that an object takes beside the values that came. */
  readonly room: number;

  /** `texts`: what stands before each value, of which there is one at least; `last`: what stands behind the last. */
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

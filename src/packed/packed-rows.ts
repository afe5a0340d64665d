import { BYTE } from "./bytes.js";
import { COLUMNS, WORDS_COLUMN } from "./members.js";
import {
  ABSENT_TEXT,
  type JsonRows,
  type List,
  type Sentence,
  type SentenceList,
  type Word,
} from "../transcript/model.js";

/** What both numbers of a column are when nothing came: no value begins a body. */
export const ABSENT = 0;

/** Less unused room than this is not worth a copy. */
const MAX_UNUSED_SHARE = 0.1;

const { zero: ZERO } = BYTE;

/** The same bytes, to be read several at a time. */
export function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}

/**
 * The sentences or the words of a page as the upstream wrote them: its bytes, and where in them the JSON of each value stands. A page
 * holds up to 10,000 and 100,000; as objects with strings they took most of its time and memory, only to leave as the JSON
 * that they came as.
 */
export class RowTable {
  /** Row by row: for each column the position of its JSON in `bytes`, and the position behind it. */
  places: Int32Array;
  readonly view: DataView;
  #end = 0;

  /** `bytes` is UTF-8 that nobody changes any more; there is room for `rows` at first. */
  constructor(
    readonly bytes: Buffer,
    readonly width: number,
    rows: number,
  ) {
    this.view = viewOf(bytes);
    this.places = new Int32Array(width * Math.max(rows, 1));
  }

  /** How many rows there are. */
  get size(): number {
    return this.#end / this.width;
  }

  /** Adds a row without any values, and returns where it begins. */
  addRow(): number {
    const row = this.#end;
    this.#end += this.width;
    if (this.#end > this.places.length) this.#grow();
    return row;
  }

  /** Sets both numbers of a column. */
  set(row: number, column: number, start: number, end: number): void {
    this.places[row + column] = start;
    this.places[row + column + 1] = end;
  }

  /** Whether anything came. */
  has(row: number, column: number): boolean {
    return this.places[row + column + 1] !== ABSENT;
  }

  /** Drops the rows from number `size` on. */
  truncate(size: number): void {
    const end = size * this.width;
    this.places.fill(ABSENT, end, this.#end);
    this.#end = end;
  }

  /** Gives back the room that no row took, where that is much: the rows may be cached for long. No row is added any more. */
  trim(): void {
    if (this.places.length - this.#end > this.places.length * MAX_UNUSED_SHARE)
      this.places = this.places.slice(0, this.#end);
  }

  #grow(): void {
    const grown = new Int32Array(this.places.length * 2);
    grown.set(this.places);
    this.places = grown;
  }
}

/** Adds up what `measure` makes of the length of each row's value as JSON, in bytes; where there is no value, of 0. */
export function sumOfLengths(
  { places, width, first, length }: JsonRows,
  column: number,
  measure: (length: number) => number,
): number {
  const end = (first + length) * width;
  let sum = 0;
  for (let at = first * width + column; at < end; at += width)
    sum += measure((places[at + 1] ?? 0) - (places[at] ?? 0));
  return sum;
}

/** Rows of a table that stand one behind the other; an item is made when it is asked for. */
export abstract class PackedRows<T extends PackedRow> implements List<T>, JsonRows {
  /** `first`: the number of the first row; `offset`: how many of the whole list stand before it. */
  constructor(
    readonly table: RowTable,
    readonly first: number,
    readonly length: number,
    readonly offset = 0,
  ) {}

  get rows(): JsonRows {
    return this;
  }

  get view(): DataView {
    return this.table.view;
  }

  get places(): Int32Array {
    return this.table.places;
  }

  get width(): number {
    return this.table.width;
  }

  /** The item of a row, which begins at a place of the table. */
  protected abstract item(row: number, index: number): T;

  /** A part of the list, from `first` on. */
  protected abstract part(first: number, length: number, offset: number): List<T>;

  *[Symbol.iterator](): Iterator<T> {
    const { first, length, offset } = this;
    for (let at = 0; at < length; at += 1) yield this.item((first + at) * this.table.width, offset + at);
  }

  slice(start = 0, end = this.length): List<T> {
    return this.part(this.first + start, Math.max(0, Math.min(end, this.length) - start), this.offset + start);
  }
}

/** The words of one sentence, or of several that follow each other. */
export class PackedWords extends PackedRows<PackedWord> {
  protected item(row: number, index: number): PackedWord {
    return new PackedWord(this.table, row, index);
  }

  protected part(first: number, length: number, offset: number): PackedWords {
    return new PackedWords(this.table, first, length, offset);
  }
}

/** The sentences of one paragraph; `wordTable` holds their words. */
export class PackedSentences extends PackedRows<PackedSentence> implements SentenceList {
  constructor(
    table: RowTable,
    readonly wordTable: RowTable,
    first: number,
    length: number,
    offset = 0,
  ) {
    super(table, first, length, offset);
  }

  /** The words of all of them, which stand one behind the other. */
  get words(): PackedWords {
    const { places, width } = this.table;
    if (this.length === 0) return wordsBetween(this.wordTable, 0, 0);
    return wordsBetween(
      this.wordTable,
      places[this.first * width + WORDS_COLUMN] ?? 0,
      places[(this.first + this.length - 1) * width + WORDS_COLUMN + 1] ?? 0,
    );
  }

  protected item(row: number, index: number): PackedSentence {
    return new PackedSentence(this.table, this.wordTable, row, index);
  }

  protected part(first: number, length: number, offset: number): PackedSentences {
    return new PackedSentences(this.table, this.wordTable, first, length, offset);
  }
}

function wordsBetween(table: RowTable, first: number, end: number): PackedWords {
  return new PackedWords(table, first, end - first);
}

/** A sentence or a word, whose values are read when they are asked for. */
export abstract class PackedRow {
  constructor(
    readonly table: RowTable,
    readonly row: number,
    readonly index: number,
  ) {}

  get text(): string {
    return this.string(COLUMNS.text) ?? ABSENT_TEXT;
  }

  get startTime(): number {
    return this.#number(COLUMNS.startTime);
  }

  get endTime(): number {
    return this.#number(COLUMNS.endTime);
  }

  /** What stands between the quotes: a string with an escape never gets into a row. */
  protected string(column: number): string | null {
    const { bytes, places } = this.table;
    const [start = 0, end = 0] = [places[this.row + column], places[this.row + column + 1]];
    return end === ABSENT ? null : bytes.toString("utf8", start + 1, end - 1);
  }

  /** Its decimal digits: nothing else gets into a row. */
  #number(column: number): number {
    const { bytes, places } = this.table;
    const end = places[this.row + column + 1] ?? 0;
    let value = 0;
    for (let at = places[this.row + column] ?? 0; at < end; at += 1) value = value * 10 + ((bytes[at] ?? ZERO) - ZERO);
    return value;
  }
}

/** A word as it came. */
export class PackedWord extends PackedRow implements Word {
  get wordId(): string | null {
    return this.string(COLUMNS.wordId);
  }
}

/** A sentence as it came. */
export class PackedSentence extends PackedRow implements Sentence {
  constructor(
    table: RowTable,
    readonly wordTable: RowTable,
    row: number,
    index: number,
  ) {
    super(table, row, index);
  }

  get unionId(): string | null {
    return this.string(COLUMNS.unionId);
  }

  get words(): PackedWords {
    const { places } = this.table;
    const at = this.row + WORDS_COLUMN;
    return wordsBetween(this.wordTable, places[at] ?? 0, places[at + 1] ?? 0);
  }
}

import type { List, Word } from "./model.js";

/** What bytes are copied to, from `start` up to `end`. */
export interface ByteSink {
  copy(from: DataView, start: number, end: number): void;
}

/** The properties of a word that are kept as JSON: which numbers of its row say where. */
export const COLUMNS = { text: 0, wordId: 2, startTime: 4, endTime: 6 } as const;

/** A row has a start and an end for each column. */
const ROW = 8;

/** The start and end of what did not come. */
const ABSENT = -1;

/** About what a word takes on the wire. */
const BYTES_OF_A_WORD = 96;

const EMPTY_TEXT = viewOf(Buffer.from('""'));
const NULL = viewOf(Buffer.from("null"));

/** The same bytes, to be read several at a time. */
export function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}

/**
 * The words of a page as the upstream wrote them: its bytes, and where in them the JSON of each value stands. A page holds up to
 * 100,000 words; as objects with strings they took most of its time and memory, only to leave as the JSON that they came as.
 */
export class WordTable {
  /** Row by row: for each column the position of its JSON in `bytes`, and the position behind it. */
  places: Int32Array;
  readonly view: DataView;
  #end = 0;

  /** `bytes` is UTF-8 that nobody changes any more. */
  constructor(readonly bytes: Buffer) {
    this.view = viewOf(bytes);
    this.places = new Int32Array(ROW * Math.ceil(bytes.length / BYTES_OF_A_WORD));
  }

  /** How many words there are. */
  get size(): number {
    return this.#end / ROW;
  }

  /** Adds a word without any values, and returns where its row begins. */
  addRow(): number {
    const row = this.#end;
    this.#end += ROW;
    if (this.#end > this.places.length) this.#grow();
    for (let column = row; column < this.#end; column += 1) this.places[column] = ABSENT;
    return row;
  }

  /** Sets where the JSON of a value begins, and the byte behind it. */
  set(row: number, column: number, start: number, end: number): void {
    this.places[row + column] = start;
    this.places[row + column + 1] = end;
  }

  /** Whether a value came. */
  has(row: number, column: number): boolean {
    return this.places[row + column] !== ABSENT;
  }

  /** Drops the words from number `size` on. */
  truncate(size: number): void {
    this.#end = size * ROW;
  }

  #grow(): void {
    const grown = new Int32Array(this.places.length * 2);
    grown.set(this.places);
    this.places = grown;
  }
}

/** The words of one sentence in its page's table. */
export class PackedWords implements List<Word> {
  constructor(
    readonly table: WordTable,
    readonly first: number,
    readonly length: number,
  ) {}

  slice(start = 0, end = this.length): readonly PackedWord[] {
    const words: PackedWord[] = [];
    for (let index = start; index < Math.min(end, this.length); index += 1)
      words.push(new PackedWord(this.table, (this.first + index) * ROW, index));
    return words;
  }

  /** Adds up what `measure` makes of the length of each word's value as JSON, in bytes; where there is no value, of 0. */
  sum(column: number, measure: (length: number) => number): number {
    const { places } = this.table;
    const end = (this.first + this.length) * ROW;
    let sum = 0;
    for (let at = this.first * ROW + column; at < end; at += ROW)
      sum += measure((places[at + 1] ?? 0) - (places[at] ?? 0));
    return sum;
  }
}

/** A word whose values are read when they are asked for. */
export class PackedWord implements Word {
  constructor(
    readonly table: WordTable,
    readonly row: number,
    readonly index: number,
  ) {}

  get text(): string {
    return this.#string(COLUMNS.text) ?? "";
  }

  get wordId(): string | null {
    return this.#string(COLUMNS.wordId);
  }

  get startTime(): number {
    return Number(this.#json(COLUMNS.startTime));
  }

  get endTime(): number {
    return Number(this.#json(COLUMNS.endTime));
  }

  /** Copies the JSON of a column's value. */
  copyJson(column: number, sink: ByteSink): void {
    const { view, places } = this.table;
    const start = places[this.row + column] ?? ABSENT;
    if (start !== ABSENT) sink.copy(view, start, places[this.row + column + 1] ?? start);
    else if (column === COLUMNS.text) sink.copy(EMPTY_TEXT, 0, EMPTY_TEXT.byteLength);
    else sink.copy(NULL, 0, NULL.byteLength);
  }

  #string(column: number): string | null {
    const json = this.#json(column);
    return json === "" ? null : String(JSON.parse(json));
  }

  #json(column: number): string {
    const { bytes, places } = this.table;
    return bytes.toString("utf8", places[this.row + column], places[this.row + column + 1]);
  }
}

import { COLUMNS, WORDS_COLUMN } from "./members.js";
import { ABSENT, type RowTable } from "./row-table.js";
import { readDigits, readSpokenTexts } from "./spoken-texts.js";
import {
  ABSENT_TEXT,
  type JsonRows,
  type List,
  type Sentence,
  type SentenceList,
  type SpokenTexts,
  type Word,
} from "../transcript/model.js";

/** A list of consecutive rows of a table. An item is created when it is read. */
export abstract class PackedRows<T extends PackedRow> implements List<T>, JsonRows {
  /** `first`: the number of the first row. `offset`: the number of items of the whole list before it. */
  constructor(
    readonly table: RowTable,
    readonly first: number,
    readonly length: number,
    readonly offset = 0,
  ) {}

  get rows(): JsonRows {
    return this;
  }

  /** The item of the row that begins at index `row` of `valueOffsets`. */
  protected abstract item(row: number, index: number): T;

  /** A part of the list, from row number `first` on. */
  protected abstract part(first: number, length: number, offset: number): List<T>;

  *[Symbol.iterator](): Iterator<T> {
    const { first, length, offset } = this;
    for (let at = 0; at < length; at += 1) yield this.item((first + at) * this.table.width, offset + at);
  }

  readSpoken(): SpokenTexts {
    return readSpokenTexts(this.table, this.first, this.length);
  }

  slice(start = 0, end = this.length): List<T> {
    return this.part(this.first + start, Math.max(0, Math.min(end, this.length) - start), this.offset + start);
  }
}

/** The words of one sentence, or of several consecutive sentences. */
export class PackedWords extends PackedRows<PackedWord> {
  protected item(row: number, index: number): PackedWord {
    return new PackedWord(this.table, row, index);
  }

  protected part(first: number, length: number, offset: number): PackedWords {
    return new PackedWords(this.table, first, length, offset);
  }
}

/** The sentences of one paragraph; `wordTable` has their words. */
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

  /** The words of all these sentences. Their rows are consecutive. */
  get words(): PackedWords {
    const { valueOffsets, width } = this.table;
    if (this.length === 0) return wordsBetween(this.wordTable, 0, 0);
    return wordsBetween(
      this.wordTable,
      valueOffsets[this.first * width + WORDS_COLUMN] ?? 0,
      valueOffsets[(this.first + this.length - 1) * width + WORDS_COLUMN + 1] ?? 0,
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

/** A sentence or a word. Each value is decoded when it is read. */
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

  /** The bytes between the quotes. Strings with escapes are never stored in rows. */
  protected string(column: number): string | null {
    const { bytes, valueOffsets } = this.table;
    const [start = 0, end = 0] = [valueOffsets[this.row + column], valueOffsets[this.row + column + 1]];
    return end === ABSENT ? null : bytes.toString("utf8", start + 1, end - 1);
  }

  /** A number from its digits. Only whole numbers are stored in rows. */
  #number(column: number): number {
    const { bytes, valueOffsets } = this.table;
    return readDigits(bytes, valueOffsets[this.row + column] ?? 0, valueOffsets[this.row + column + 1] ?? 0);
  }
}

/** A word in a packed list. */
export class PackedWord extends PackedRow implements Word {
  get wordId(): string | null {
    return this.string(COLUMNS.wordId);
  }
}

/** A sentence in a packed list. */
export class PackedSentence extends PackedRow implements Sentence {
  constructor(
    table: RowTable,
    readonly wordTable: RowTable,
    row: number,
    index: number,
  ) {
    super(table, row, index);
  }

  /** An empty one names nobody. */
  get unionId(): string | null {
    return this.string(COLUMNS.unionId) || null;
  }

  get words(): PackedWords {
    const { valueOffsets } = this.table;
    const at = this.row + WORDS_COLUMN;
    return wordsBetween(this.wordTable, valueOffsets[at] ?? 0, valueOffsets[at + 1] ?? 0);
  }
}

import { ABSENT, BYTE, type PackedRow, viewOf } from "../../packed/index.js";
import type { JsonRows } from "../../transcript/model.js";
import { copyBytes, copyWide, type Literal, REACH } from "./copy-bytes.js";
import { RawJson } from "./response-body.js";
import { absentJson, CURSOR, type RowTemplate } from "./row-template.js";

const FIRST_ROOM = 2 ** 16;

const NO_MEMORY = Buffer.alloc(0);

/** The most room that is kept for the next writer. */
const MAX_KEPT = 2 ** 24;

/** Longer strings are faster by the engine's own way. */
const SHORT = 24;

/** The most digits of a number that is written as such: 2^31-1. */
const MAX_DIGITS = 10;

/** The most bytes of UTF-8 for one unit of a string. */
const BYTES_PER_UNIT = 3;

const { zero: ZERO, quote: QUOTE, backslash: BACKSLASH, space: SPACE } = BYTE;
const DELETE = 0x7f;

/** The largest that an answer was written in: memory that has been in use is faster than memory that has not. Null while a writer or an answer has it. */
let kept: Buffer | null = null;

/** After how many bytes the meter hears of them: not of each word. */
const METERED = 2 ** 16;

/** Hears how many more bytes have been written. It throws to stop the writing. */
export type WriteMeter = (bytes: number) => void;

/**
 * JSON that one piece of work writes. The work must not wait for anything, nor keep the writer: the memory that it writes in becomes another
 * writer's. `meter` hears of the bytes as they are written.
 */
export function writeJson(work: (writer: JsonWriter) => void, meter?: WriteMeter): RawJson {
  const writer = new JsonWriter(meter);
  work(writer);
  return writer.finish();
}

/** Writes JSON from front to back, as bytes in UTF-8. One is made for one piece of work (`writeJson`). */
export class JsonWriter {
  #bytes = kept ?? Buffer.allocUnsafeSlow(FIRST_ROOM);
  #view = viewOf(this.#bytes);
  #length = 0;
  /** Of these bytes the meter has heard. */
  #metered = 0;
  /** Up to here there is room, and the meter need not hear of it yet. */
  #limit = 0;
  #isFinished = false;

  constructor(readonly meter: WriteMeter = () => undefined) {
    kept = null;
  }

  /** JSON that is always the same. */
  literal({ view, length }: Literal): void {
    this.#makeRoom(length + REACH);
    copyWide(this.#view, this.#length, view, 0, length);
    this.#length += length;
  }

  /** The value of a sentence or a word, as it came. */
  value({ table: { places, view }, row }: PackedRow, column: number): void {
    const start = places[row + column] ?? ABSENT;
    if (start === ABSENT) return this.literal(absentJson(column));
    const end = places[row + column + 1] ?? start;
    this.#makeRoom(end - start + REACH);
    copyBytes(this.#view, this.#length, view, start, end);
    this.#length += end - start;
  }

  /**
   * The objects of a list, each made of a row. All of it stands in one loop, since it runs for every word of a page. `cursorStart`: ASCII that each
   * cursor begins with.
   */
  rows({ places, view, width, first, length, offset }: JsonRows, template: RowTemplate, cursorStart = ""): void {
    if (length === 0) return;
    const { text, ends, columns, valueColumns, room } = template;
    const end = (first + length) * width;
    let index = offset;
    let textStart = template.firstStart;
    for (let row = first * width; row < end; row += width) {
      this.#makeRoom(room + lengthOfValues(places, row, valueColumns));
      const to = this.#view;
      let at = this.#length;
      for (let piece = 0; piece < columns.length; piece += 1) {
        const column = columns[piece] ?? 0;
        const textEnd = ends[piece] ?? textStart;
        copyWide(to, at, text, textStart, textEnd);
        at += textEnd - textStart;
        textStart = textEnd;
        if (column < 0) {
          if (column === CURSOR) at = writeAscii(to, at, cursorStart);
          at = writeDigits(to, at, index);
          continue;
        }
        let from = view;
        let valueStart = places[row + column] ?? ABSENT;
        let valueEnd = places[row + column + 1] ?? ABSENT;
        if (valueStart === ABSENT) {
          ({ view: from, length: valueEnd } = absentJson(column));
          valueStart = 0;
        }
        copyBytes(to, at, from, valueStart, valueEnd);
        at += valueEnd - valueStart;
      }
      this.#length = at;
      textStart = 0;
      index += 1;
    }
    this.literal(template.last);
  }

  /** What `JSON.stringify` makes of a leaf. */
  leaf(value: unknown): void {
    if (typeof value === "number" && (value & 0x7fffffff) === value) this.#digits(value);
    else if (typeof value !== "string" || value.length > SHORT || !this.#plainString(value))
      this.#text(JSON.stringify(value));
  }

  /**
   * What has been written; the writer has done its work then, and throws when it is used again. A small part of the memory is copied out of it. Otherwise the memory
   * goes with it until it is released, so that an answer that waits for other parts holds at most twice as much as it needs.
   */
  finish(): RawJson {
    this.#checkUnfinished();
    this.#report();
    const bytes = this.#bytes;
    const written = bytes.subarray(0, this.#length);
    this.#end();
    const giveBack = () => {
      if (bytes.length <= MAX_KEPT && bytes.length > (kept?.length ?? 0)) kept = bytes;
    };
    if (2 * written.length >= bytes.length) return new RawJson(written, giveBack);
    giveBack();
    return new RawJson(Buffer.from(written));
  }

  /** A string in ASCII without anything to escape; false, and nothing is written, when it is none. */
  #plainString(value: string): boolean {
    this.#makeRoom(value.length + 2);
    const bytes = this.#bytes;
    let length = this.#length;
    bytes[length++] = QUOTE;
    for (let at = 0; at < value.length; at += 1) {
      const code = value.charCodeAt(at);
      if (code < SPACE || code >= DELETE || code === QUOTE || code === BACKSLASH) return false;
      bytes[length++] = code;
    }
    bytes[length++] = QUOTE;
    this.#length = length;
    return true;
  }

  /** A whole number from 0 to 2^31-1. */
  #digits(value: number): void {
    this.#makeRoom(MAX_DIGITS);
    this.#length = writeDigits(this.#view, this.#length, value);
  }

  #text(json: string): void {
    this.#makeRoom(json.length * BYTES_PER_UNIT);
    this.#length += this.#bytes.write(json, this.#length);
  }

  #makeRoom(count: number): void {
    const needed = this.#length + count;
    if (needed > this.#limit) this.#extend(needed);
  }

  /** Lets go of the memory: whatever is written next finds no room. */
  #end(): void {
    this.#isFinished = true;
    this.#bytes = NO_MEMORY;
    this.#view = viewOf(NO_MEMORY);
    this.#length = this.#limit = 0;
  }

  #checkUnfinished(): void {
    if (this.#isFinished) throw new Error("a writer is used after it has finished");
  }

  #extend(needed: number): void {
    this.#checkUnfinished();
    this.#report();
    if (needed > this.#bytes.length) this.#grow(Math.max(needed, 2 * this.#bytes.length));
    this.#limit = Math.min(Math.max(needed, this.#length + METERED), this.#bytes.length);
  }

  #report(): void {
    this.meter(this.#length - this.#metered);
    this.#metered = this.#length;
  }

  #grow(size: number): void {
    const bytes = Buffer.allocUnsafeSlow(size);
    this.#bytes.copy(bytes, 0, 0, this.#length);
    this.#bytes = bytes;
    this.#view = viewOf(bytes);
  }
}

/** Writes a whole number from 0 to 2^31-1, and gives the position behind it. */
function writeDigits(to: DataView, at: number, value: number): number {
  let end = at + 1;
  for (let limit = 10; value >= limit; limit *= 10) end += 1;
  let rest = value;
  for (let place = end - 1; place >= at; place -= 1) {
    const tenth = Math.trunc(rest / 10);
    to.setUint8(place, ZERO + rest - tenth * 10);
    rest = tenth;
  }
  return end;
}

/** Writes ASCII, and gives the position behind it. */
function writeAscii(to: DataView, at: number, text: string): number {
  for (let place = 0; place < text.length; place += 1) to.setUint8(at + place, text.charCodeAt(place));
  return at + text.length;
}

function lengthOfValues(places: Int32Array, row: number, columns: Int32Array): number {
  let length = 0;
  for (let piece = 0; piece < columns.length; piece += 1) {
    const at = row + (columns[piece] ?? 0);
    length += (places[at + 1] ?? 0) - (places[at] ?? 0);
  }
  return length;
}

import { ABSENT, BYTE, type PackedRow, viewOf } from "../../packed/index.js";
import type { JsonRows } from "../../transcript/model.js";
import { copyBytes, copyWide, type Literal, REACH, toLiteral, writeDigits } from "./copy-bytes.js";
import { RawJson } from "./response-body.js";
import { absentLiteral, type RowTemplate } from "./row-template.js";

const INITIAL_BYTES = 2 ** 16;

const NO_MEMORY = Buffer.alloc(0);

/** The largest buffer that is kept for the next writer. */
const MAX_KEPT = 2 ** 24;

/** `JSON.stringify` is faster for longer strings. */
const SHORT = 48;

/** The maximum digits of a number that `#digits` writes: 2^31-1. */
const MAX_DIGITS = 10;

/** The maximum UTF-8 bytes for one UTF-16 unit of a string. */
const BYTES_PER_UNIT = 3;

const { quote: QUOTE, backslash: BACKSLASH, space: SPACE } = BYTE;
const FIRST_SURROGATE = 0xd800;

/** The largest buffer of earlier writers, because used memory is faster. Null while a writer or a response uses it. */
let kept: Buffer | null = null;

/** The maximum number of rows that are written at a time, so that the meter is called between them. */
const MAX_ROWS = 1000;

const COMMA = toLiteral(",");

/** The meter is called once for this many bytes. */
const METERED = 2 ** 16;

/** Called with the number of newly written bytes. It throws to stop the writing. */
export type WriteMeter = (bytes: number) => void;

/**
 * The JSON that `work` writes. The work must be synchronous and must not keep the writer, because the next writer uses
 * the same memory. `meter` is called with the number of written bytes.
 */
export function writeJson(work: (writer: JsonWriter) => void, meter?: WriteMeter): RawJson {
  const writer = new JsonWriter(meter);
  work(writer);
  return writer.finish();
}

/** Writes JSON in UTF-8. Use it through `writeJson`, which creates one writer per piece of work. */
export class JsonWriter {
  #bytes = kept ?? Buffer.allocUnsafeSlow(INITIAL_BYTES);
  #view = viewOf(this.#bytes);
  #length = 0;
  /** The number of bytes that were reported to the meter. */
  #metered = 0;
  /** Up to here, a write needs neither more memory nor the meter. */
  #limit = 0;

  constructor(readonly meter: WriteMeter = () => undefined) {
    kept = null;
  }

  /** Writes constant JSON. */
  literal({ view, length }: Literal): void {
    this.#makeRoom(length + REACH);
    copyWide(this.#view, this.#length, view, 0, length);
    this.#length += length;
  }

  /** Writes a value of a sentence or a word by copying the upstream's JSON. */
  value({ table: { valueOffsets, view }, row }: PackedRow, column: number): void {
    const start = valueOffsets[row + column] ?? ABSENT;
    if (start === ABSENT) return this.literal(absentLiteral(column));
    const end = valueOffsets[row + column + 1] ?? start;
    this.#makeRoom(end - start + REACH);
    copyBytes(this.#view, this.#length, view, start, end);
    this.#length += end - start;
  }

  /** Writes the objects of a list, one per row. `cursorStart`: as in `RowTemplate`. */
  rows(rows: JsonRows, template: RowTemplate, cursorStart = ""): void {
    const end = rows.first + rows.length;
    for (let from = rows.first; from < end; from += MAX_ROWS) {
      if (from > rows.first) this.literal(COMMA);
      const last = Math.min(from + MAX_ROWS, end);
      this.#makeRoom(template.maxBytes(rows, from, last));
      this.#length = template.write(rows, from, last, this.#view, this.#length, cursorStart);
    }
  }

  /** Writes a leaf like `JSON.stringify`. */
  leaf(value: unknown): void {
    if (typeof value === "number" && (value & 0x7fffffff) === value) this.#digits(value);
    else if (typeof value !== "string" || value.length > SHORT || !this.#simpleString(value))
      this.#text(JSON.stringify(value));
  }

  /**
   * Returns the written JSON. The writer throws if it is used again. If the JSON fills less than half of the buffer, it
   * is copied and the next writer can use the buffer. Otherwise the JSON keeps the buffer until it is released, so it
   * holds at most twice the memory it needs.
   */
  finish(): RawJson {
    this.#checkUnfinished();
    this.#report();
    const bytes = this.#bytes;
    const written = bytes.subarray(0, this.#length);
    this.#end();
    const recycle = () => {
      if (bytes.length <= MAX_KEPT && bytes.length > (kept?.length ?? 0)) kept = bytes;
    };
    if (2 * written.length >= bytes.length) return new RawJson(written, recycle);
    recycle();
    return new RawJson(Buffer.from(written));
  }

  /** Writes a string without escapes and surrogates. Returns false, without writing, for any other string. */
  #simpleString(value: string): boolean {
    this.#makeRoom(value.length * BYTES_PER_UNIT + 2);
    const bytes = this.#bytes;
    let length = this.#length;
    bytes[length++] = QUOTE;
    for (let at = 0; at < value.length; at += 1) {
      const code = value.charCodeAt(at);
      if (code < 0x80) {
        if (code < SPACE || code === QUOTE || code === BACKSLASH) return false;
        bytes[length++] = code;
      } else {
        if (code < 0x800) bytes[length++] = 0xc0 | (code >> 6);
        else {
          if ((code & 0xf800) === FIRST_SURROGATE) return false;
          bytes[length++] = 0xe0 | (code >> 12);
          bytes[length++] = 0x80 | ((code >> 6) & 0x3f);
        }
        bytes[length++] = 0x80 | (code & 0x3f);
      }
    }
    bytes[length++] = QUOTE;
    this.#length = length;
    return true;
  }

  /** Writes a whole number from 0 to 2^31-1. */
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

  /** Releases the memory. The next write throws, because there is no room. */
  #end(): void {
    this.#bytes = NO_MEMORY;
    this.#view = viewOf(NO_MEMORY);
    this.#length = this.#limit = 0;
  }

  #checkUnfinished(): void {
    if (this.#bytes === NO_MEMORY) throw new Error("a writer is used after it has finished");
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

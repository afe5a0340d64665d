import { type ByteSink, viewOf } from "../../transcript/packed-words.js";
import { JsonFragment } from "./json-answer.js";

const FIRST_ROOM = 2 ** 16;

/** The most room that is kept for the next writer. */
const MAX_KEPT = 2 ** 24;

/** Longer strings are faster by the engine's own way. */
const SHORT = 24;

/** The most bytes of UTF-8 for one unit of a string. */
const BYTES_PER_UNIT = 3;

const [ZERO = 0, QUOTE = 0, BACKSLASH = 0, SPACE = 0, DELETE = 0] = Buffer.from('0"\\ \u007f');

/** So many bytes are copied at a time, where as many more stand behind them: up to three too many are. */
export const STRIDE = 4;

/** What the last writer wrote in: memory that has been in use is faster than memory that has not. Null while one has it. */
let kept: Buffer | null = null;

/** Writes JSON from front to back, as bytes in UTF-8. One is made for one piece of work that does not wait for anything. */
export class JsonWriter implements ByteSink {
  #bytes = kept ?? Buffer.allocUnsafeSlow(FIRST_ROOM);
  #view = viewOf(this.#bytes);
  #length = 0;

  constructor() {
    kept = null;
  }

  /** Bytes that are JSON already, up to `end`; whatever stands behind them is written over later. */
  copy(from: DataView, start: number, end: number): void {
    const at = this.#length;
    const count = end - start;
    this.#makeRoom(count + STRIDE);
    const view = this.#view;
    if (end + STRIDE <= from.byteLength)
      for (let done = 0; done < count; done += STRIDE)
        view.setInt32(at + done, from.getInt32(start + done, true), true);
    else for (let done = 0; done < count; done += 1) view.setUint8(at + done, from.getUint8(start + done));
    this.#length = at + count;
  }

  /** What `JSON.stringify` makes of a leaf. */
  leaf(value: unknown): void {
    if (typeof value === "number" && (value & 0x7fffffff) === value) this.#digits(value);
    else if (typeof value !== "string" || value.length > SHORT || !this.#plainString(value))
      this.#text(JSON.stringify(value));
  }

  /** What has been written. The writer has done its work then. */
  finish(): JsonFragment {
    const written = this.#bytes.subarray(0, this.#length);
    if (this.#bytes.length > MAX_KEPT) return new JsonFragment(written);
    kept = this.#bytes;
    return new JsonFragment(Buffer.from(written));
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
    let count = 1;
    for (let limit = 10; value >= limit; limit *= 10) count += 1;
    this.#makeRoom(count);
    const bytes = this.#bytes;
    let rest = value;
    for (let at = this.#length + count - 1; at >= this.#length; at -= 1) {
      const tenth = Math.trunc(rest / 10);
      bytes[at] = ZERO + rest - tenth * 10;
      rest = tenth;
    }
    this.#length += count;
  }

  #text(json: string): void {
    this.#makeRoom(json.length * BYTES_PER_UNIT);
    this.#length += this.#bytes.write(json, this.#length);
  }

  #makeRoom(count: number): void {
    const needed = this.#length + count;
    if (needed > this.#bytes.length) this.#grow(Math.max(needed, 2 * this.#bytes.length));
  }

  #grow(size: number): void {
    const bytes = Buffer.allocUnsafeSlow(size);
    this.#bytes.copy(bytes, 0, 0, this.#length);
    this.#bytes = bytes;
    this.#view = viewOf(bytes);
  }
}

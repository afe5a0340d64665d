import type { SpokenTexts } from "../transcript/model.js";
import { BYTE } from "./bytes.js";
import { COLUMNS } from "./members.js";
import type { RowTable } from "./row-table.js";

const { zero: ZERO } = BYTE;
const { text: TEXT, startTime: START_TIME, endTime: END_TIME } = COLUMNS;

/** The texts and times of `length` rows from row `first`. All texts are decoded together, which is much faster. */
export function readSpokenTexts(rows: RowTable, first: number, length: number): SpokenTexts {
  const { bytes, valueOffsets, width } = rows;
  const [firstRow, endRow] = [first * width, (first + length) * width];
  const joined = Buffer.allocUnsafe(lengthOfTexts(rows, firstRow, endRow));
  const ends: number[] = [];
  const startTimes: number[] = [];
  const endTimes: number[] = [];
  let [size, units] = [0, 0];
  for (let row = firstRow; row < endRow; row += width) {
    const end = (valueOffsets[row + TEXT + 1] ?? 0) - 1;
    for (let at = (valueOffsets[row + TEXT] ?? 0) + 1; at < end; at += 1) {
      const byte = bytes[at] ?? 0;
      joined[size++] = byte;
      units += unitsOf(byte);
    }
    ends.push(units);
    startTimes.push(readDigits(bytes, valueOffsets[row + START_TIME] ?? 0, valueOffsets[row + START_TIME + 1] ?? 0));
    endTimes.push(readDigits(bytes, valueOffsets[row + END_TIME] ?? 0, valueOffsets[row + END_TIME + 1] ?? 0));
  }
  return { text: joined.toString("utf8", 0, size), ends, startTimes, endTimes };
}

/** The length of all texts in bytes, with their quotes. */
function lengthOfTexts({ valueOffsets, width }: RowTable, firstRow: number, endRow: number): number {
  let length = 0;
  for (let row = firstRow; row < endRow; row += width)
    length += (valueOffsets[row + TEXT + 1] ?? 0) - (valueOffsets[row + TEXT] ?? 0);
  return length;
}

/** Reads a whole number. Other numbers are never stored in rows. */
export function readDigits(bytes: Buffer, start: number, end: number): number {
  let value = 0;
  for (let at = start; at < end; at += 1) value = value * 10 + ((bytes[at] ?? ZERO) - ZERO);
  return value;
}

/** The number of UTF-16 units that begin with a byte of UTF-8: 0 inside a character, 2 for one of four bytes. */
function unitsOf(byte: number): number {
  if (byte < 0x80) return 1;
  if (byte < 0xc0) return 0;
  return byte < 0xf0 ? 1 : 2;
}

import { randomBytes } from "node:crypto";
import { COLUMNS, PackedWords, viewOf, WordTable } from "../transcript/packed-words.js";
import { isDigit } from "./int64.js";

/**
 * The lists of words, which are most of a page: they are read byte by byte, and only where the values stand is kept of them. To make
 * objects of them by `JSON.parse`, and JSON of those again, takes several times as long. A list is plain when it has no white
 * space, at least one word, nothing in its words but the members below, and in those no escapes, no null, and no number that is not whole. Any other
 * stays where it is, so that there is one judge of what is JSON, and one of what a word may be.
 */

/** The key of what takes the place of a list. No upstream can come upon it: it would point at the words of another. */
const CUT_KEY = `w#${randomBytes(9).toString("base64url")}`;

/** The most bytes of what takes the place of a list, less than the shortest list with its key. */
const CUT_LENGTH = CUT_KEY.length + 16;

/** That key, with the number of its list as a string: digits by themselves could go on in what follows in a broken body. */
function memberFor(number: number): string {
  return `"${CUT_KEY}":"${number}"`;
}

/** What is left of a body, and the lists that were cut out of it: each by the number that stands in its place. */
export interface CutBody {
  readonly rest: Buffer;
  readonly lists: readonly PackedWords[];
}

/** Where lists with their keys begin and end in a body, in turn. */
type Cuts = readonly number[];

const LIST_START = viewOf(Buffer.from('"wordList":['));

/** What a list's start is looked for by (`int64.ts` says why by a part). */
const LIST_SIGN = Buffer.from('List":[');

interface Member {
  readonly key: DataView;
  readonly column: number;
  readonly isTime: boolean;
}

/** The members of a word, by the one byte of their keys that tells each from the others. */
const TELLING = 5;
const MEMBERS: ReadonlyArray<Member | undefined> = byTellingByte([
  { key: viewOf(Buffer.from('"word":')), column: COLUMNS.text, isTime: false },
  { key: viewOf(Buffer.from('"wordId":')), column: COLUMNS.wordId, isTime: false },
  { key: viewOf(Buffer.from('"startTime":')), column: COLUMNS.startTime, isTime: true },
  { key: viewOf(Buffer.from('"endTime":')), column: COLUMNS.endTime, isTime: true },
]);

function byTellingByte(members: readonly Member[]): ReadonlyArray<Member | undefined> {
  return Array.from({ length: 128 }, (_, byte) => members.find(({ key }) => key.getUint8(TELLING) === byte));
}

/** In place of a position: what should stand there does not, or not plainly. */
const NOT_PLAIN = -1;

/** The most digits of a number that a double surely holds. */
const EXACT_DIGITS = 15;

const [QUOTE = 0, BACKSLASH = 0, COMMA = 0, SPACE = 0, ZERO = 0] = Buffer.from('"\\, 0');
const [LIST_END = 0, OBJECT_START = 0, OBJECT_END = 0] = Buffer.from("]{}");

/**
 * Cuts the plain lists of words out of a body in UTF-8, which may be any text: what is left is JSON exactly if the body is.
 * The lists go on reading the body's bytes, which must not change any more.
 */
export function cutWordLists(body: Buffer): CutBody {
  const table = new WordTable(body);
  const lists: PackedWords[] = [];
  const cuts: number[] = [];
  for (let list = findList(table, 0); list !== NOT_PLAIN;) {
    const first = table.size;
    const end = readWords(table, list);
    if (end === NOT_PLAIN) table.truncate(first);
    else {
      lists.push(new PackedWords(table, first, table.size - first));
      cuts.push(list - LIST_START.byteLength, end);
    }
    list = findList(table, Math.max(list, end));
  }
  return { rest: withoutLists(body, cuts), lists };
}

function withoutLists(body: Buffer, cuts: Cuts): Buffer {
  const cutBytes = cuts.reduce((sum, at, index) => (index % 2 === 0 ? sum - at : sum + at), 0);
  const rest = Buffer.allocUnsafe(body.length - cutBytes + (cuts.length / 2) * CUT_LENGTH);
  let [read, length] = [0, 0];
  for (let cut = 0; cut < cuts.length; cut += 2) {
    length += body.copy(rest, length, read, cuts[cut]);
    length += rest.write(memberFor(cut / 2), length, "latin1");
    read = cuts[cut + 1] ?? 0;
  }
  length += body.copy(rest, length, read);
  return rest.subarray(0, length);
}

/** The list that was cut out of an object of the rest; null when none was. */
export function findCutList(lists: CutBody["lists"], object: object): PackedWords | null {
  const number: unknown = Reflect.get(object, CUT_KEY);
  return number === undefined ? null : (lists[Number(number)] ?? null);
}

/**
 * Each function below reads what begins at a position, and returns the position behind it, or `NOT_PLAIN`. Behind the end of the
 * bytes there is nothing that any of them takes.
 */

/** The start of the next list, behind its bracket. Inside a JSON string its first quote would follow a backslash; outside it never does. */
function findList({ bytes, view }: WordTable, start: number): number {
  let sign = bytes.indexOf(LIST_SIGN, start);
  while (sign !== -1) {
    const end = sign + LIST_SIGN.length;
    const key = end - LIST_START.byteLength;
    if (key > 0 && standsAt(view, key, LIST_START) && bytes[key - 1] !== BACKSLASH) return end;
    sign = bytes.indexOf(LIST_SIGN, end);
  }
  return NOT_PLAIN;
}

/** The rest of a list, behind its bracket. */
function readWords(table: WordTable, start: number): number {
  const { bytes } = table;
  let at = start - 1;
  do {
    at = readWord(table, at + 1);
    if (at === NOT_PLAIN) return NOT_PLAIN;
  } while (bytes[at] === COMMA);
  return bytes[at] === LIST_END ? at + 1 : NOT_PLAIN;
}

/** A word, which becomes a row of the table. The last of two members of one name counts. */
function readWord(table: WordTable, start: number): number {
  const { bytes } = table;
  if (bytes[start] !== OBJECT_START) return NOT_PLAIN;
  const row = table.addRow();
  let at = start;
  do {
    const member = findMember(table, at + 1);
    if (member === null) return NOT_PLAIN;
    const value = at + 1 + member.key.byteLength;
    at = member.isTime ? skipNumber(bytes, value) : skipString(bytes, value);
    if (at === NOT_PLAIN) return NOT_PLAIN;
    table.set(row, member.column, value, at);
  } while (bytes[at] === COMMA);
  return bytes[at] === OBJECT_END && table.has(row, COLUMNS.startTime) && table.has(row, COLUMNS.endTime)
    ? at + 1
    : NOT_PLAIN;
}

function findMember({ bytes, view }: WordTable, start: number): Member | null {
  const member = MEMBERS[bytes[start + TELLING] ?? 0];
  return member !== undefined && standsAt(view, start, member.key) ? member : null;
}

/** Whether a text of four bytes or more stands there. It is compared by four bytes at a time, the last four by themselves. */
function standsAt(view: DataView, start: number, text: DataView): boolean {
  const last = text.byteLength - 4;
  if (start + text.byteLength > view.byteLength) return false;
  for (let at = 0; at < last; at += 4) if (view.getInt32(start + at, true) !== text.getInt32(at, true)) return false;
  return view.getInt32(start + last, true) === text.getInt32(last, true);
}

/** A whole number, never negative, that a double surely holds. */
function skipNumber(bytes: Buffer, start: number): number {
  let at = start;
  while (isDigit(bytes[at])) at += 1;
  const digits = at - start;
  return digits === 0 || digits > EXACT_DIGITS || (bytes[start] === ZERO && digits > 1) ? NOT_PLAIN : at;
}

/** A string that says what it is, without escapes. */
function skipString(bytes: Buffer, start: number): number {
  if (bytes[start] !== QUOTE) return NOT_PLAIN;
  let at = start + 1;
  for (;;) {
    const byte = bytes[at];
    if (byte === QUOTE) return at + 1;
    if (byte === undefined || byte < SPACE || byte === BACKSLASH) return NOT_PLAIN;
    at += 1;
  }
}

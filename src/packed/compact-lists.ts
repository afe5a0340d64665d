import { COLUMNS, type RowTable, WORDS_COLUMN } from "./packed-rows.js";
import { isDigit } from "./bytes.js";

/**
 * The lists of sentences, with their words, are nine tenths of a page: they are read byte by byte, and only where the values
 * stand is kept of them. To make objects of them by `JSON.parse`, and JSON of those again, takes several times as long. A
 * list is plain when it has no white space, at least one item, nothing in its items but the members below, and in those no escapes, no
 * null, and no number that is not whole. Any other stays where it is, so that there is one judge of what is JSON, and one of what a sentence
 * or a word may be; of a list of sentences that is not plain, the lists of words that are so still go their own way.
 */

/** The most bytes of a member's key, with its quotes and its colon. */
const MAX_KEY = 12;

/** The byte of a key, from its first quote, that tells each from the others. */
const TELLING = 5;

/** A member of a sentence or a word. Its key is compared by four bytes at a time; of the bytes behind it, none counts. */
class Member {
  /** How long its key is, with its quotes and its colon. */
  readonly length: number;
  readonly telling: number;
  readonly first: number;
  readonly second: number;
  readonly third: number;
  readonly secondMask: number;
  readonly thirdMask: number;

  /** `column`: where its value goes. */
  constructor(
    name: string,
    readonly column: number,
    readonly isTime: boolean,
  ) {
    const key = `${JSON.stringify(name)}:`;
    this.length = key.length;
    this.telling = key.charCodeAt(TELLING);
    const bytes = Buffer.alloc(MAX_KEY);
    const mask = Buffer.alloc(MAX_KEY).fill(0xff, 0, bytes.write(key));
    this.first = bytes.readInt32LE(0);
    this.second = bytes.readInt32LE(4);
    this.third = bytes.readInt32LE(8);
    this.secondMask = mask.readInt32LE(4);
    this.thirdMask = mask.readInt32LE(8);
  }

  /** Whether its key stands at a position; not so near the end that no list can end behind it. */
  standsAt(view: DataView, at: number): boolean {
    return (
      at + MAX_KEY <= view.byteLength &&
      view.getInt32(at, true) === this.first &&
      (view.getInt32(at + 4, true) & this.secondMask) === this.second &&
      (view.getInt32(at + 8, true) & this.thirdMask) === this.third
    );
  }
}

/** The members of an object, by the byte that tells. */
type Members = ReadonlyArray<Member | undefined>;

const TIMES = [new Member("startTime", COLUMNS.startTime, true), new Member("endTime", COLUMNS.endTime, true)];

const SENTENCE = byTellingByte([
  new Member("unionId", COLUMNS.unionId, false),
  new Member("sentence", COLUMNS.text, false),
  ...TIMES,
]);

/** The member of a sentence that is no value. */
const WORD_LIST = new Member("wordList", WORDS_COLUMN, false);

const WORD = byTellingByte([
  new Member("word", COLUMNS.text, false),
  new Member("wordId", COLUMNS.wordId, false),
  ...TIMES,
]);

function byTellingByte(members: readonly Member[]): Members {
  return Array.from({ length: 256 }, (_, byte) => members.find(({ telling }) => telling === byte));
}

/**
 * In place of a position: what should stand there does not, or not plainly. It is not exported, since V8 reads what a module exports
 * anew each time: that took an eighth of the time.
 */
const NOT_COMPACT = -1;

/** The most digits of a number that a double surely holds. */
const EXACT_DIGITS = 15;

const [QUOTE = 0, BACKSLASH = 0, COMMA = 0, SPACE = 0, ZERO = 0] = Buffer.from('"\\, 0');
const [LIST_START = 0, LIST_END = 0, OBJECT_START = 0, OBJECT_END = 0] = Buffer.from("[]{}");

/**
 * Each function below reads what begins at a position, and returns the position behind it, or `NOT_COMPACT`. Behind the end of the
 * bytes there is nothing that any of them takes.
 */

/**
 * The rest of a list of sentences, behind its bracket; negative where it is not plain. One or more, each of which becomes a row, as do their words. A sentence has one
 * list of words at most, so that all words of a paragraph stand one behind the other.
 */
export function readSentences(sentences: RowTable, words: RowTable, start: number): number {
  const { bytes, view } = sentences;
  let at = start - 1;
  do {
    at += 1;
    if (bytes[at] !== OBJECT_START) return NOT_COMPACT;
    const row = sentences.addRow();
    const firstWord = words.size;
    let hasWordList = false;
    do {
      at += 1;
      if (!WORD_LIST.standsAt(view, at)) at = readMember(sentences, row, SENTENCE, at);
      else {
        if (hasWordList) return NOT_COMPACT;
        hasWordList = true;
        at = readWordList(words, at + WORD_LIST.length);
      }
      if (at === NOT_COMPACT) return NOT_COMPACT;
    } while (bytes[at] === COMMA);
    if (bytes[at] !== OBJECT_END || !hasTimes(sentences, row)) return NOT_COMPACT;
    sentences.set(row, WORDS_COLUMN, firstWord, words.size);
    at += 1;
  } while (bytes[at] === COMMA);
  return bytes[at] === LIST_END ? at + 1 : NOT_COMPACT;
}

/** A list of words with both its brackets, which may be empty. */
function readWordList(words: RowTable, start: number): number {
  const { bytes } = words;
  if (bytes[start] !== LIST_START) return NOT_COMPACT;
  return bytes[start + 1] === LIST_END ? start + 2 : readWords(words, start + 1);
}

/** The rest of a list of words, behind its bracket; negative where it is not plain. One or more, each of which becomes a row. */
export function readWords(words: RowTable, start: number): number {
  const { bytes } = words;
  let at = start - 1;
  do {
    at += 1;
    if (bytes[at] !== OBJECT_START) return NOT_COMPACT;
    const row = words.addRow();
    do {
      at = readMember(words, row, WORD, at + 1);
      if (at === NOT_COMPACT) return NOT_COMPACT;
    } while (bytes[at] === COMMA);
    if (bytes[at] !== OBJECT_END || !hasTimes(words, row)) return NOT_COMPACT;
    at += 1;
  } while (bytes[at] === COMMA);
  return bytes[at] === LIST_END ? at + 1 : NOT_COMPACT;
}

function hasTimes(table: RowTable, row: number): boolean {
  return table.has(row, COLUMNS.startTime) && table.has(row, COLUMNS.endTime);
}

/** A member with its value, which goes into the row: the last of two of one name counts. Whoever gets `NOT_COMPACT` drops the row. */
function readMember(table: RowTable, row: number, members: Members, start: number): number {
  const { bytes, view } = table;
  const member = members[bytes[start + TELLING] ?? 0];
  if (member === undefined || !member.standsAt(view, start)) return NOT_COMPACT;
  const value = start + member.length;
  const end = member.isTime ? skipNumber(bytes, value) : skipString(bytes, value);
  table.set(row, member.column, value, end);
  return end;
}

/** A whole number, never negative, that a double surely holds. */
function skipNumber(bytes: Buffer, start: number): number {
  let at = start;
  while (isDigit(bytes[at])) at += 1;
  const digits = at - start;
  return digits === 0 || digits > EXACT_DIGITS || (bytes[start] === ZERO && digits > 1) ? NOT_COMPACT : at;
}

/** A string that says what it is, without escapes. */
function skipString(bytes: Buffer, start: number): number {
  if (bytes[start] !== QUOTE) return NOT_COMPACT;
  let at = start + 1;
  for (;;) {
    const byte = bytes[at];
    if (byte === QUOTE) return at + 1;
    if (byte === undefined || byte < SPACE || byte === BACKSLASH) return NOT_COMPACT;
    at += 1;
  }
}

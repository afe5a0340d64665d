import { ABSENT_TEXT } from "../transcript/model.js";

/**
 * The members of a sentence and of a word (API document, "response body"), declared once: readers, rows and writers go by this
 * declaration. It is checked when the module loads, so a member that the reader could not tell from another never gets as far as a page.
 */

/** A property of the model's sentences or words that is kept as JSON. */
export type PackedField = "text" | "startTime" | "endTime" | "wordId" | "unionId";

/** A member as the upstream writes it, and the property that it becomes. */
interface MemberDeclaration {
  readonly key: string;
  readonly field: PackedField;
  /** A time must be there; a string that is absent is `""` when it is the text, and null otherwise. */
  readonly kind: "string" | "time";
}

const TIMES: readonly MemberDeclaration[] = [
  { key: "startTime", field: "startTime", kind: "time" },
  { key: "endTime", field: "endTime", kind: "time" },
];

const WORD: readonly MemberDeclaration[] = [
  { key: "word", field: "text", kind: "string" },
  ...TIMES,
  { key: "wordId", field: "wordId", kind: "string" },
];

const SENTENCE: readonly MemberDeclaration[] = [
  { key: "sentence", field: "text", kind: "string" },
  ...TIMES,
  { key: "unionId", field: "unionId", kind: "string" },
];

/** The member of a sentence that is no value. */
const WORD_LIST_KEY = "wordList";

/**
 * The column of each field in a row: the first of two numbers, which say where the JSON of the value begins and ends. Each field has a
 * column of its own, in both kinds of rows, so that no row can give one value for another. The fields of words come first: there are ten
 * times as many words as sentences.
 */
export const COLUMNS: Readonly<Record<PackedField, number>> = {
  text: 0,
  startTime: 2,
  endTime: 4,
  wordId: 6,
  unionId: 8,
};

/** The column of a sentence's row that says which rows its words are: the first one, and the one behind the last. */
export const WORDS_COLUMN = 10;

/** How many numbers a row has. */
export const ROW_WIDTHS = { word: 8, sentence: 12 } as const;

/** The JSON of a value that did not come. A time always comes. */
export const absentJson = (field: PackedField): string => JSON.stringify(field === "text" ? ABSENT_TEXT : null);

/** The column of a property; null when it is not kept in a row. */
export function columnOf(property: string): number | null {
  return Object.entries(COLUMNS).find(([field]) => field === property)?.[1] ?? null;
}

/** The maximum length of a member's key in bytes, with its quotes and its colon. */
const MAX_KEY_BYTES = 12;

/** The byte of a key, counted from its first quote, by which members are told apart. */
const TELLING_BYTE = 5;

/** The bytes of a key as the upstream writes it. */
const keyBytes = (key: string): Buffer => Buffer.from(`${JSON.stringify(key)}:`);

/** A member, with its key as numbers: the key is compared by four bytes at a time, and bytes behind its end do not count. */
export class Member {
  /** The length of the key, with its quotes and its colon. */
  readonly length: number;
  readonly first: number;
  readonly second: number;
  readonly third: number;
  readonly secondMask: number;
  readonly thirdMask: number;

  /** `column`: where its value goes. */
  constructor(
    key: string,
    readonly column: number,
    readonly isTime: boolean,
  ) {
    const name = keyBytes(key);
    this.length = name.length;
    const bytes = Buffer.alloc(MAX_KEY_BYTES);
    name.copy(bytes);
    const mask = Buffer.alloc(MAX_KEY_BYTES).fill(0xff, 0, name.length);
    this.first = bytes.readInt32LE(0);
    this.second = bytes.readInt32LE(4);
    this.third = bytes.readInt32LE(8);
    this.secondMask = mask.readInt32LE(4);
    this.thirdMask = mask.readInt32LE(8);
  }

  /** Whether its key stands at a position, which is not so near the end that no list can end behind it. */
  standsAt(view: DataView, at: number): boolean {
    return (
      at + MAX_KEY_BYTES <= view.byteLength &&
      view.getInt32(at, true) === this.first &&
      (view.getInt32(at + 4, true) & this.secondMask) === this.second &&
      (view.getInt32(at + 8, true) & this.thirdMask) === this.third
    );
  }
}

/** The members of an object, by the byte that tells them apart. */
export type MembersByByte = ReadonlyArray<Member | undefined>;

/**
 * The members of one kind of object, ready to be looked up. @throws RangeError for a declaration that could not be read right: a key that is
 * too long or too short to be compared, or two keys with the same telling byte.
 */
export function declareMembers(
  members: readonly MemberDeclaration[],
  otherKeys: readonly string[] = [],
): MembersByByte {
  const keys = [...members.map(({ key }) => key), ...otherKeys];
  for (const key of keys) checkKey(key, keys);
  const table = Array.from<Member | undefined>({ length: 256 });
  for (const { key, field, kind } of members)
    table[keyBytes(key)[TELLING_BYTE] ?? 0] = new Member(key, COLUMNS[field], kind === "time");
  return table;
}

function checkKey(key: string, keys: readonly string[]): void {
  const bytes = keyBytes(key);
  if (bytes.length > MAX_KEY_BYTES || bytes.length <= TELLING_BYTE)
    throw new RangeError(`the key ${key} has no length that can be compared: adapt MAX_KEY_BYTES and Member`);
  const shadow = keys.find((other) => other !== key && keyBytes(other)[TELLING_BYTE] === bytes[TELLING_BYTE]);
  if (shadow !== undefined)
    throw new RangeError(`${key} and ${shadow} share byte ${TELLING_BYTE}: choose another TELLING_BYTE`);
}

/** The members of a word. */
export const WORD_MEMBERS = declareMembers(WORD);

/** The members of a sentence that are values. */
export const SENTENCE_MEMBERS = declareMembers(SENTENCE, [WORD_LIST_KEY]);

/** The member of a sentence that is its list of words. */
export const WORD_LIST = new Member(WORD_LIST_KEY, WORDS_COLUMN, false);

/** The member whose key may stand at a position; the reader has to check that it does. */
export const memberAt = (members: MembersByByte, bytes: Buffer, start: number): Member | undefined =>
  members[bytes[start + TELLING_BYTE] ?? 0];

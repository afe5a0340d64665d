import { ABSENT_TEXT } from "../transcript/model.js";

/**
 * The only declaration of the members of a sentence and a word (API document, "response body"). Readers, rows and writers use it. It is
 * checked when the module loads, so that the reader can distinguish all members.
 */

/** A property of the model's sentences or words that is kept as JSON. */
export type PackedField = "text" | "startTime" | "endTime" | "wordId" | "unionId";

/** A member as the upstream writes it, and the property that it becomes. */
interface MemberDeclaration {
  readonly key: string;
  readonly field: PackedField;
  /** A time must be present. A missing string is `""` if it is the text, else null. */
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

/** The member of a sentence that is a list. */
const WORD_LIST_KEY = "wordList";

/**
 * The column of each field in a row: the index of two offsets, the start and the end of the value's JSON. Each field has the same column in
 * both kinds of rows, and shares it with no other field. The fields of words come first, because there are ten times as many words as
 * sentences, and their rows can be shorter.
 */
export const COLUMNS: Readonly<Record<PackedField, number>> = {
  text: 0,
  startTime: 2,
  endTime: 4,
  wordId: 6,
  unionId: 8,
};

/** The column of a sentence's row for its words: the number of the first word's row, and of the row after the last. */
export const WORDS_COLUMN = 10;

/** The count of numbers in a row. */
export const ROW_WIDTHS = { word: 8, sentence: 12 } as const;

/** The JSON of a missing value. A time is never missing. */
export const absentJson = (field: PackedField): string => JSON.stringify(field === "text" ? ABSENT_TEXT : null);

/** The column of a property; null if rows do not have it. */
export function columnOf(property: string): number | null {
  return Object.entries(COLUMNS).find(([field]) => field === property)?.[1] ?? null;
}

/** The maximum length of a member's key in bytes, with its quotes and its colon. */
const MAX_KEY_BYTES = 12;

/** The index of the byte that distinguishes the keys, counted from the first quote. */
const DISTINCT_BYTE = 5;

/** The bytes of a key in JSON, with its quotes and its colon. */
const keyBytes = (key: string): Buffer => Buffer.from(`${JSON.stringify(key)}:`);

/** A member with its key as three numbers. Four bytes are compared at a time, and the masks exclude bytes after the key. */
export class Member {
  /** The length of the key, with its quotes and its colon. */
  readonly length: number;
  readonly first: number;
  readonly second: number;
  readonly third: number;
  readonly secondMask: number;
  readonly thirdMask: number;

  /** `column`: the column of its value. */
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

  /** True if the key begins at an offset. False near the end of the bytes, where no compact list can follow. */
  standsAt(view: DataView, at: number): boolean {
    return (
      at + MAX_KEY_BYTES <= view.byteLength &&
      view.getInt32(at, true) === this.first &&
      (view.getInt32(at + 4, true) & this.secondMask) === this.second &&
      (view.getInt32(at + 8, true) & this.thirdMask) === this.third
    );
  }
}

/** The members of an object, by the byte that distinguishes their keys. */
export type MembersByByte = ReadonlyArray<Member | undefined>;

/**
 * The lookup table for the members of one kind of object. @throws RangeError for a key that is too long or too short to compare, and for two
 * keys with the same distinct byte.
 */
export function declareMembers(
  members: readonly MemberDeclaration[],
  otherKeys: readonly string[] = [],
): MembersByByte {
  const keys = [...members.map(({ key }) => key), ...otherKeys];
  for (const key of keys) checkKey(key, keys);
  const table = Array.from<Member | undefined>({ length: 256 });
  for (const { key, field, kind } of members)
    table[keyBytes(key)[DISTINCT_BYTE] ?? 0] = new Member(key, COLUMNS[field], kind === "time");
  return table;
}

function checkKey(key: string, keys: readonly string[]): void {
  const bytes = keyBytes(key);
  if (bytes.length > MAX_KEY_BYTES || bytes.length <= DISTINCT_BYTE)
    throw new RangeError(`the key ${key} is too long or too short to compare: adapt MAX_KEY_BYTES and Member`);
  const shadow = keys.find((other) => other !== key && keyBytes(other)[DISTINCT_BYTE] === bytes[DISTINCT_BYTE]);
  if (shadow !== undefined)
    throw new RangeError(`${key} and ${shadow} share byte ${DISTINCT_BYTE}: choose another DISTINCT_BYTE`);
}

/** The members of a word. */
export const WORD_MEMBERS = declareMembers(WORD);

/** The members of a sentence that are values. */
export const SENTENCE_MEMBERS = declareMembers(SENTENCE, [WORD_LIST_KEY]);

/** The member of a sentence that is its list of words. */
export const WORD_LIST = new Member(WORD_LIST_KEY, WORDS_COLUMN, false);

/** The only member whose key can begin at an offset. The reader must check it with `standsAt`. */
export const memberAt = (members: MembersByByte, bytes: Buffer, start: number): Member | undefined =>
  members[bytes[start + DISTINCT_BYTE] ?? 0];

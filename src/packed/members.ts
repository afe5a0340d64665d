import { ABSENT_TEXT } from "../transcript/model.js";

/**
 * The only declaration of the members of a sentence and a word (API document, "response body"). Readers, rows and
 * writers use it.
 */

/** A property of the model's sentences or words that is kept as JSON. */
export type PackedField = "text" | "startTime" | "endTime" | "wordId" | "unionId";

/** The kind of a value. A time must be present. A missing string is `""` if it is the text, else null. */
export type ValueKind = "string" | "time";

/** A member as the upstream writes it, and the property that it becomes. */
export type MemberDeclaration =
  | { readonly key: string; readonly kind: "words" }
  | { readonly key: string; readonly kind: ValueKind; readonly field: PackedField };

const TIMES: readonly MemberDeclaration[] = [
  { key: "startTime", field: "startTime", kind: "time" },
  { key: "endTime", field: "endTime", kind: "time" },
];

/** The members of a word. */
export const WORD: readonly MemberDeclaration[] = [
  { key: "word", field: "text", kind: "string" },
  ...TIMES,
  { key: "wordId", field: "wordId", kind: "string" },
];

/** The members of a sentence. */
export const SENTENCE: readonly MemberDeclaration[] = [
  { key: "sentence", field: "text", kind: "string" },
  ...TIMES,
  { key: "unionId", field: "unionId", kind: "string" },
  { key: "wordList", kind: "words" },
];

/**
 * The column of each field in a row: the index of two offsets, the start and the end of the value's JSON. Each field
 * has the same column in both kinds of rows, and shares it with no other field. The fields of words come first, because
 * there are ten times as many words as sentences, and their rows can be shorter.
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

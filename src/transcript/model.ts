/**
 * The transcript as the upstream sends it. Times are whole milliseconds from the start of the recording. Absence has
 * one spelling: a missing text is `""`, a missing list is empty, any other missing value is null.
 */

/** The direction in which pages are read. */
export type Direction = "ascending" | "descending";

/** The other direction. */
export const opposite = (direction: Direction): Direction => (direction === "ascending" ? "descending" : "ascending");

/** The value of a text that the upstream did not send. */
export const ABSENT_TEXT = "";

/** The maximum length of a meeting's or person's id, in characters. DingTalk's ids have about 20 to 40. */
export const MAX_ID_LENGTH = 256;

/** A conference and the operator for whom it is read (`unionId` is null if the token alone decides). */
export interface ConferenceKey {
  readonly conferenceId: string;
  readonly unionId: string | null;
}

/** A list that can be iterated and sliced. An array is one. */
export interface List<T> extends Iterable<T> {
  readonly length: number;
  /** The items from index `start` (0 or more) up to `end`. */
  slice(start?: number, end?: number): List<T>;
  /** Where each value's JSON is, if the list keeps its values as JSON. Limits and writers then create no objects. */
  readonly rows?: JsonRows;
  /** Reads all texts and times, if the list can do so without an object for each item. */
  readSpoken?(): SpokenTexts;
}

/** The texts and times (ms) of sentences or words, as columns: a transcript may have 100,000 words. */
export interface SpokenTexts {
  /** All texts, one after the other. */
  readonly text: string;
  /** For each item, where its text ends in `text`. */
  readonly ends: readonly number[];
  readonly startTimes: readonly number[];
  readonly endTimes: readonly number[];
}

/**
 * Rows of a table, one for each item of a list. For each column of a row, `valueOffsets` has two numbers: the start and
 * the end of the value's JSON in `view`. Both are 0 if there is no value. A row has `width` numbers.
 */
export interface JsonRows {
  readonly table: { readonly view: DataView; readonly valueOffsets: Int32Array; readonly width: number };
  /** The index of the first row. */
  readonly first: number;
  /** The number of rows. */
  readonly length: number;
  /** The `index` of the first row's item. */
  readonly offset: number;
}

/** One word; `index` counts from 0. */
export interface Word {
  readonly index: number;
  readonly wordId: string | null;
  readonly text: string;
  readonly startTime: number;
  readonly endTime: number;
}

/** One sentence of a paragraph; `index` counts from 0. */
export interface Sentence {
  readonly index: number;
  readonly unionId: string | null;
  readonly text: string;
  readonly startTime: number;
  readonly endTime: number;
  readonly words: List<Word>;
}

/** The sentences of a paragraph. */
export interface SentenceList extends List<Sentence> {
  /** The words of all sentences, if the list has them in one piece. Reading them needs no object for each sentence. */
  readonly words?: List<Word>;
}

/** One paragraph: what a speaker said without a break. */
export interface Paragraph {
  /**
   * The upstream's token on the paragraph, an int64 in decimal digits. It may be the page's, the same on every
   * paragraph; `scan/page-tokens.ts` decides which tokens surely belong to their paragraph.
   */
  readonly token: string | null;
  /** An int64 in decimal digits; it may not be unique. */
  readonly recordId: string | null;
  readonly status: number | null;
  readonly unionId: string | null;
  readonly nickName: string | null;
  readonly text: string;
  readonly startTime: number;
  readonly endTime: number;
  readonly sentences: SentenceList;
}

/** One response of the upstream, in the requested order. It may be shorter than requested although more follows. */
export interface Page {
  readonly paragraphs: readonly Paragraph[];
  /** Null if the upstream did not say. */
  readonly hasMore: boolean | null;
  /** The token of the whole page, which continues after it; null if it has none. */
  readonly token: string | null;
  /**
   * Frees the page's memory, up to 15 MB, before a garbage collection would. Afterwards its sentences and words throw
   * when they are read. Absent: the page has no memory of its own.
   */
  readonly release?: () => void;
}

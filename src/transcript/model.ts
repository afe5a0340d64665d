/**
 * The transcript as the upstream tells it. Times are whole milliseconds from the start of the recording.
 * Absence has one spelling: a missing text is `""`, a missing list is empty, any other missing value is null.
 */

/** The way through time in which a page is read. */
export type Direction = "ascending" | "descending";

/** The other way through time. */
export const opposite = (direction: Direction): Direction => (direction === "ascending" ? "descending" : "ascending");

/** The longest identifier of a meeting or a person, in characters; DingTalk's own have some 20 to 40. */
export const MAX_ID_LENGTH = 256;

/** Whose transcript, and on whose behalf it is asked for (`unionId` is null when the token alone decides). */
export interface ConferenceKey {
  readonly conferenceId: string;
  readonly unionId: string | null;
}

/** A list that is read from front to back, all of it or a piece; an array is one. */
export interface List<T> extends Iterable<T> {
  readonly length: number;
  /** The items from number `start` (0 or more) up to `end`. */
  slice(start?: number, end?: number): List<T>;
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
  /** The words of all of them, for a list that has these in one piece; they are read without an object for each sentence. */
  readonly words?: List<Word>;
}

/** One paragraph: what a speaker said in one go. */
export interface Paragraph {
  /**
   * The upstream's token as the paragraph bears it, an int64 in decimal digits. It may be the page's, the same on every paragraph:
   * `walk/page-tokens.ts` tells which are surely a paragraph's own.
   */
  readonly token: string | null;
  /** An int64 in decimal digits; not known to be unique. */
  readonly recordId: string | null;
  readonly status: number | null;
  readonly unionId: string | null;
  readonly nickName: string | null;
  readonly text: string;
  readonly startTime: number;
  readonly endTime: number;
  readonly sentences: SentenceList;
}

/** One answer of the upstream, in the order it was asked for. It may hold fewer paragraphs than asked while `hasMore` is true. */
export interface Page {
  readonly paragraphs: readonly Paragraph[];
  /** Null when the upstream did not say. */
  readonly hasMore: boolean | null;
  /** A token of the page as a whole, which leads on behind it; null when it has none. */
  readonly token: string | null;
}

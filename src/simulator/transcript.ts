/** A word in DingTalk's format. Times are whole milliseconds from the start of the recording, here and below. */
export interface JsonWord {
  readonly word: string;
  readonly startTime: number;
  readonly endTime: number;
  readonly wordId?: string;
}

/** A sentence in DingTalk's format. */
export interface JsonSentence {
  readonly unionId?: string | null;
  readonly sentence: string;
  readonly startTime: number;
  readonly endTime: number;
  readonly wordList?: readonly JsonWord[] | null;
}

/**
 * A paragraph in DingTalk's format, without its token, which belongs to a page. The contract allows almost any member
 * to be missing; only those that the simulator itself needs are required here.
 */
export interface JsonParagraph {
  readonly status?: number;
  readonly unionId?: string | null;
  readonly nickName?: string | null;
  /** An int64 in decimal digits, which a JavaScript number would round. DingTalk sends a bare JSON number. */
  readonly recordId?: string;
  readonly startTime: number;
  readonly endTime: number;
  readonly paragraph?: string | null;
  readonly sentenceList?: readonly JsonSentence[] | null;
}

/**
 * The paragraphs of a conference's recordings, in their own order: mostly sorted by `startTime`, but times may fall.
 */
export type Transcript = readonly JsonParagraph[];

/** One word as the wire has it. Times are whole milliseconds from the start of the recording, here and below. */
export interface WireWord {
  readonly word: string;
  readonly startTime: number;
  readonly endTime: number;
  readonly wordId?: string;
}

/** One sentence as the wire has it. */
export interface WireSentence {
  readonly unionId?: string | null;
  readonly sentence: string;
  readonly startTime: number;
  readonly endTime: number;
  readonly wordList?: readonly WireWord[] | null;
}

/**
 * One paragraph as the wire has it, save its cursor: that belongs to a page, not to the transcript.
 * The contract lets almost anything be absent; here only what the simulator finds its place by is required.
 */
export interface WireParagraph {
  readonly status?: number;
  readonly unionId?: string | null;
  readonly nickName?: string | null;
  /** An int64 in decimal digits: a JavaScript number would lose the last ones. On the wire it is a bare JSON number. */
  readonly recordId?: string;
  readonly startTime: number;
  readonly endTime: number;
  readonly paragraph?: string | null;
  readonly sentenceList?: readonly WireSentence[] | null;
}

/** What a conference's recordings hold, in their own order: mostly by `startTime`, but times may fall. */
export type Transcript = readonly WireParagraph[];

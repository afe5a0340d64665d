import type { Entry, Span } from "../entry.js";
import type { Block } from "./blocks.js";

/** A part of a paragraph, and when it is shown, in milliseconds of its recording. */
export interface Cue<E extends Entry> extends Span {
  /** The entry of the paragraph. */
  readonly entry: E;
  /** The number of the part in the paragraph, from 0. */
  readonly part: number;
  /** The number of the part in its recording, from 0, in the order of the transcript. */
  readonly place: number;
  readonly lines: readonly string[];
}

/** A block with its paragraph. */
export interface SpokenBlock<E extends Entry> extends Block {
  readonly entry: E;
  readonly part: number;
  readonly place: number;
  /** The `speakerKey` of the paragraph. */
  readonly speaker: string;
}

/** The cues of one recording in the order of their start times. */
export interface RecordingCues<E extends Entry> {
  /** The duration of all earlier recordings, in milliseconds: where this one starts in a caption file. */
  readonly offset: number;
  readonly cues: readonly Cue<E>[];
}

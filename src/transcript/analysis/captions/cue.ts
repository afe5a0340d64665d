import type { Entry, Span } from "../entry.js";
import type { Block } from "./blocks.js";

/** A piece of what somebody says, and when it is shown, in milliseconds of its recording. */
export interface Cue<E extends Entry> extends Span {
  /** Whose paragraph it is a piece of. */
  readonly entry: E;
  /** Which piece of the paragraph it is, from 0. */
  readonly part: number;
  readonly lines: readonly string[];
}

/** A block with its paragraph. */
export interface SpokenBlock<E extends Entry> extends Block {
  readonly entry: E;
  readonly part: number;
  /** What `speakerKey` says of the paragraph. */
  readonly speaker: string;
}

/** The cues of one recording in the order of their start times. */
export interface RecordingCues<E extends Entry> {
  /** How long all recordings in front of it last together, in milliseconds: where it starts in a file of all. */
  readonly offset: number;
  readonly cues: readonly Cue<E>[];
}

import type { ConferenceKey } from "./model.js";
import type { PositionedParagraph } from "./position.js";
import type { Slice, Window } from "./window.js";

/** What a paragraph is looked up by. */
export interface ParagraphRef {
  /** Milliseconds from the start of the recording. */
  readonly startTime: number;
  readonly fingerprint: string;
}

/** A transcript from its first paragraph to its last, in the upstream's order. */
export interface WholeTranscript {
  readonly paragraphs: readonly PositionedParagraph[];
  /** True when the upstream said that nothing follows. */
  readonly complete: boolean;
  /** When the upstream said so, in milliseconds since 1970. */
  readonly readAtMs: number;
}

/**
 * The port through which transcripts are read. A reader acts for one caller, and lives as long as one operation. Every method throws
 * a `GatewayError`: whatever the upstream fails with, and `UPSTREAM_BAD_RESPONSE` when reading makes no progress although
 * something could be missing.
 */
export interface TranscriptReader {
  /** Fills windows that were asked for together, in their order; one that fails is an error at its place. */
  readWindows(windows: readonly Window[]): Promise<readonly (Slice | Error)[]>;
  /**
   * Finds paragraphs of one conference, in the order of `refs`; null for one that the whole transcript does not hold (any more), an error
   * for one whose part of the transcript could not be read.
   */
  findParagraphs(
    conference: ConferenceKey,
    refs: readonly ParagraphRef[],
  ): Promise<readonly (PositionedParagraph | Error | null)[]>;
  /** Reads the whole transcript; several times in one operation cost as much as once. */
  readWhole(conference: ConferenceKey): Promise<WholeTranscript>;
}

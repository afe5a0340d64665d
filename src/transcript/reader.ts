import type { ConferenceKey } from "./model.js";
import type { PositionedParagraph } from "./position.js";
import type { Slice, Window } from "./window.js";

/** The key for looking up a paragraph. */
export interface ParagraphRef {
  /** Milliseconds from the start of the recording. */
  readonly startTime: number;
  readonly fingerprint: string;
}

/** A transcript from its first paragraph to its last, in the upstream's order. */
export interface WholeTranscript {
  readonly paragraphs: readonly PositionedParagraph[];
  /** True if the upstream said that nothing follows. */
  readonly complete: boolean;
  /** When the upstream said so, in milliseconds since 1970. */
  readonly readAtMs: number;
}

/**
 * The port for reading transcripts. A reader acts for one caller and lives as long as one operation. Every method
 * throws a `GatewayError`: the upstream's failure, or `UPSTREAM_BAD_RESPONSE` if reading makes no progress although
 * something could be missing.
 */
export interface TranscriptReader {
  /** Fills windows that were loaded together, in their order. A window that fails is an error at its place. */
  readWindows(windows: readonly Window[]): Promise<readonly (Slice | Error)[]>;
  /**
   * Finds paragraphs of one conference, in the order of `refs`. Null for one that is not, or no longer, in the whole
   * transcript; an error if its part of the transcript could not be read.
   */
  findParagraphs(
    conference: ConferenceKey,
    refs: readonly ParagraphRef[],
  ): Promise<readonly (PositionedParagraph | Error | null)[]>;
  /** Reads the whole transcript. Reading it several times in one operation costs the same calls as once. */
  readWhole(conference: ConferenceKey): Promise<WholeTranscript>;
}

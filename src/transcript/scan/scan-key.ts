import type { ConferenceKey, Direction } from "../model.js";
import type { Position, PositionedParagraph } from "../position.js";

/**
 * Where a scan starts: after a position, by its own token; at a time (the first paragraph not before it); or (null) at
 * the very first paragraph.
 */
export type ScanStart = { readonly after: Position } | { readonly time: number } | null;

/** The transcript, the direction and the start of a scan. */
export interface ScanKey {
  readonly conference: ConferenceKey;
  readonly direction: Direction;
  readonly start: ScanStart;
}

/** The progress of a scan. Another scan can continue from it later, with another source. */
export interface ScanProgress {
  /** The paragraphs read so far, in reading order. */
  readonly items: readonly PositionedParagraph[];
  /** The token to continue with; null: only the time of the last paragraph is known. */
  readonly token: string | null;
  /** True if the upstream has said that nothing follows. */
  readonly exhausted: boolean;
  /** True if the last page said that more follows; false if it said otherwise, or nothing. */
  readonly saysMore: boolean;
  /** True after several paragraphs of a page have had the same token, so that tokens do not distinguish paragraphs. */
  readonly tokensAreShared: boolean;
}

import type { ConferenceKey, Direction } from "../model.js";
import type { Position, PositionedParagraph } from "../position.js";

/** Where a walk starts: behind a position, by its own token; at a time (the first paragraph not before it); or (null) at the very first paragraph. */
export type WalkStart = { readonly behind: Position } | { readonly time: number } | null;

/** Which transcript a walk reads, which way, and from where. */
export interface WalkKey {
  readonly conference: ConferenceKey;
  readonly direction: Direction;
  readonly start: WalkStart;
}

/** How far a walk has come: enough to go on from there later, with another source. */
export interface WalkProgress {
  /** The paragraphs read so far, in reading order. */
  readonly items: readonly PositionedParagraph[];
  /** What to go on with; null: only the time of the last paragraph is known. */
  readonly token: string | null;
  /** True when the upstream has said that nothing follows. */
  readonly exhausted: boolean;
  /** True when the last page said that more follows; false when it said otherwise, or nothing. */
  readonly saysMore: boolean;
  /** True once paragraphs of one page have borne one token, so that tokens do not tell paragraphs apart. */
  readonly tokensAreShared: boolean;
}

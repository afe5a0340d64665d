import type { ConferenceKey, Direction } from "../model.js";
import type { Position } from "../position.js";

/** Where a walk starts: behind a position, by its own token; at a time (the first paragraph not before it); or (null) at the very first paragraph. */
export type WalkStart = { readonly behind: Position } | { readonly time: number } | null;

/** Which transcript a walk reads, which way, and from where. */
export interface WalkKey {
  readonly conference: ConferenceKey;
  readonly direction: Direction;
  readonly start: WalkStart;
}

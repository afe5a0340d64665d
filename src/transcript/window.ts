import type { ConferenceKey, Direction } from "./model.js";
import type { Position, PositionedParagraph } from "./position.js";

/** How many paragraphs a window holds when neither `first` nor `last` is given. */
export const DEFAULT_COUNT = 50;
/** The maximum of `first` and `last`. */
export const MAX_COUNT = 2000;

/** The arguments of a paragraph connection, checked: at most one of `first` and `last`, each 0 to `MAX_COUNT`. Null: not given. */
export interface WindowArguments {
  readonly first: number | null;
  readonly last: number | null;
  readonly after: Position | null;
  readonly before: Position | null;
  /** Milliseconds; the earliest `startTime` that belongs to the connection. */
  readonly from: number | null;
  /** Milliseconds; the first `startTime` that no longer belongs to the connection. */
  readonly until: number | null;
  /** The order of the edges. */
  readonly order: Direction;
}

/**
 * A part of a transcript, told in the transcript's own order whatever the order of the edges: up to `count` paragraphs between two
 * positions, taken from the head or from the tail of what lies between them.
 */
export interface Window {
  readonly conference: ConferenceKey;
  readonly side: "head" | "tail";
  /** The maximum number of paragraphs. */
  readonly count: number;
  /** The paragraph that the window lies behind; null: the start of the transcript. */
  readonly after: Position | null;
  /** The paragraph that the window lies before; null: the end of the transcript. */
  readonly before: Position | null;
  /** Milliseconds; only paragraphs that start then or later count. */
  readonly from: number;
  /** Milliseconds, or infinite; only paragraphs that start before then count. */
  readonly until: number;
  /** True when the edges are shown last paragraph first. */
  readonly reversed: boolean;
}

/** A filled window, in the order of its edges. */
export interface Slice {
  readonly items: readonly PositionedParagraph[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
}

/** Plans a window without any call (Relay Cursor Connections, section 4.4). */
export function planWindow(conference: ConferenceKey, args: WindowArguments): Window {
  const reversed = args.order === "descending";
  const [after, before] = reversed ? [args.before, args.after] : [args.after, args.before];
  return {
    conference,
    side: (args.last === null) === reversed ? "tail" : "head",
    count: args.first ?? args.last ?? DEFAULT_COUNT,
    after,
    before,
    from: args.from ?? 0,
    until: args.until ?? Infinity,
    reversed,
  };
}

/** True when the arguments alone leave nothing to read. */
export const isEmptyWindow = ({ from, until }: Window): boolean => until <= from;

/** True when a paragraph of this time belongs to the connection. */
export const isInRange = ({ from, until }: Window, { startTime }: Pick<Position, "startTime">): boolean =>
  from <= startTime && startTime < until;

/**
 * A window's paragraphs, given in the order of the transcript, as a connection shows them. `more`: the connection goes on behind the
 * side that they were not taken from. A cursor of a paragraph that belongs to the connection proves that it goes on at the other side.
 */
export function toSlice(window: Window, paragraphs: readonly PositionedParagraph[], more: boolean): Slice {
  const { after, before, side, reversed } = window;
  const moreBefore = side === "tail" ? more : after !== null && isInRange(window, after);
  const moreBehind = side === "head" ? more : before !== null && isInRange(window, before);
  return reversed
    ? { items: paragraphs.toReversed(), hasNextPage: moreBefore, hasPreviousPage: moreBehind }
    : { items: paragraphs, hasNextPage: moreBehind, hasPreviousPage: moreBefore };
}

/** A name that two windows share exactly when they are the same. */
export function windowName(window: Window): string {
  const { conference, side, count, after, before, from, until, reversed } = window;
  const ends = [after && positionName(after), before && positionName(before), from, String(until)];
  return JSON.stringify([conference.conferenceId, conference.unionId, side, count, ends, reversed]);
}

/** What two positions share exactly when they are the same. */
export function positionName({ direction, token, startTime, rank, index, fingerprint }: Position): readonly unknown[] {
  return [direction, token, startTime, rank, index, fingerprint];
}

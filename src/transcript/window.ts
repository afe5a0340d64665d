import type { ConferenceKey, Direction } from "./model.js";
import type { Position, PositionedParagraph } from "./position.js";

/** The number of paragraphs in a window if neither `first` nor `last` is given. */
export const DEFAULT_COUNT = 50;
/** The maximum of `first` and `last`. */
export const MAX_COUNT = 2000;

/** The checked arguments of a connection of paragraphs: at most one of `first` and `last`. Null: not given. */
export interface WindowArguments {
  readonly first: number | null;
  readonly last: number | null;
  readonly after: Position | null;
  readonly before: Position | null;
  /** Milliseconds; paragraphs that start earlier do not belong to the connection. */
  readonly from: number | null;
  /** Milliseconds; paragraphs that start then or later do not belong to the connection. */
  readonly until: number | null;
  /** The order of the edges. */
  readonly order: Direction;
}

/**
 * A part of a transcript, in the transcript's own order even if the edges are reversed: up to `count` paragraphs
 * between two positions, from the start or from the end of that range.
 */
export interface Window {
  readonly conference: ConferenceKey;
  readonly side: "head" | "tail";
  /** The maximum number of paragraphs. */
  readonly count: number;
  /** The window begins after this paragraph; null: at the start of the transcript. */
  readonly after: Position | null;
  /** The window ends before this paragraph; null: at the end of the transcript. */
  readonly before: Position | null;
  /** Milliseconds; only paragraphs that start then or later. */
  readonly from: number;
  /** Milliseconds, or infinite; only paragraphs that start earlier. */
  readonly until: number;
  /** True if the edges are shown last paragraph first. */
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

/** True if the arguments alone make the window empty. */
export const isEmptyWindow = ({ from, until }: Window): boolean => until <= from;

/** True if a paragraph with this time belongs to the connection. */
export const isInRange = ({ from, until }: Window, { startTime }: Pick<Position, "startTime">): boolean =>
  from <= startTime && startTime < until;

/**
 * Makes a connection's slice of a window's paragraphs, given in the order of the transcript. `more`: the connection
 * continues on the side that they were not taken from. A cursor whose paragraph belongs to the connection proves that
 * it continues on the other side.
 */
export function toSlice(window: Window, paragraphs: readonly PositionedParagraph[], more: boolean): Slice {
  const { after, before, side, reversed } = window;
  const moreBefore = side === "tail" ? more : after !== null && isInRange(window, after);
  const moreAfter = side === "head" ? more : before !== null && isInRange(window, before);
  return reversed
    ? { items: paragraphs.toReversed(), hasNextPage: moreBefore, hasPreviousPage: moreAfter }
    : { items: paragraphs, hasNextPage: moreAfter, hasPreviousPage: moreBefore };
}

/** A name that two windows share exactly if they are the same. */
export function windowName(window: Window): string {
  const { conference, side, count, after, before, from, until, reversed } = window;
  const ends = [after && positionName(after), before && positionName(before), from, String(until)];
  return JSON.stringify([conference.conferenceId, conference.unionId, side, count, ends, reversed]);
}

/** A name that two positions share exactly if they are the same. */
export function positionName({ direction, token, startTime, rank, index, fingerprint }: Position): readonly unknown[] {
  return [direction, token, startTime, rank, index, fingerprint];
}

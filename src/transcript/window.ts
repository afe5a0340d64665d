import { type ConferenceKey, type Direction, opposite } from "./model.js";
import { isBeyond, type Position } from "./position.js";
import type { ScanKey, ScanStart } from "./scan.js";

/** How many paragraphs a window holds when neither `first` nor `last` is given. */
export const DEFAULT_COUNT = 50;
/** The most that `first` or `last` may ask for. */
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

/** A part of a transcript, planned: which scan serves it, where it ends, and what the arguments alone say about its flags. */
export interface Window {
  readonly scan: ScanKey;
  /** The most paragraphs it holds. */
  readonly count: number;
  /** The first time in reading order that is out of the window. */
  readonly stopTime: number | null;
  /** The place in reading order that the window ends before. */
  readonly stopPosition: Position | null;
  /** True when the arguments leave nothing to read. */
  readonly empty: boolean;
  /** True when the edges stand in the other order than they are read in. */
  readonly reversed: boolean;
  /** True when the cursor that the window starts behind is a paragraph of the connection, so that something comes before. */
  readonly follows: boolean;
}

/** Plans a window without any call. Relay Cursor Connections, section 4.4; cursors count by their place, wherever they came from. */
export function planWindow(conference: ConferenceKey, args: WindowArguments): Window {
  const forward = args.last === null;
  const direction = forward ? args.order : opposite(args.order);
  const near = forward ? args.after : args.before;
  const far = forward ? args.before : args.after;
  const bounds = toBounds(direction, args);
  const start = toStart(direction, near, bounds.start);
  return {
    scan: { conference, direction, start },
    count: args.first ?? args.last ?? DEFAULT_COUNT,
    stopTime: bounds.stop,
    stopPosition: far,
    empty: isEmpty(direction, start, far, bounds.stop),
    reversed: !forward,
    follows: near !== null && holds(args, near.startTime),
  };
}

/** `from` and `until` in reading order: the first time that is in, and the first that is out. */
function toBounds(
  direction: Direction,
  { from, until }: WindowArguments,
): { start: number | null; stop: number | null } {
  const lower = from === null || from === 0 ? null : from;
  if (direction === "ascending") return { start: lower, stop: until };
  return { start: until === null ? null : until - 1, stop: lower === null ? null : lower - 1 };
}

function toStart(direction: Direction, near: Position | null, time: number | null): ScanStart {
  if (near !== null && (time === null || !isBeyond(direction, time, near.startTime))) return { place: near };
  return time === null ? null : { time };
}

function isEmpty(direction: Direction, start: ScanStart, far: Position | null, stop: number | null): boolean {
  if (start === null) return stop !== null && stop <= 0 && direction === "ascending";
  const time = "place" in start ? start.place.startTime : start.time;
  if (time < 0) return true;
  if (stop !== null && !isBeyond(direction, stop, time)) return true;
  return far !== null && isBeyond(direction, time, far.startTime);
}

function holds({ from, until }: WindowArguments, time: number): boolean {
  return (from === null || from <= time) && (until === null || time < until);
}

/** A name that two windows share exactly when they are the same. */
export function windowName({ scan, count, stopTime, stopPosition, reversed }: Window): string {
  return JSON.stringify([scanName(scan), count, stopTime, stopPosition && positionName(stopPosition), reversed]);
}

/** A name that two scan keys share exactly when one scan can serve both. */
export function scanName({ conference, direction, start }: ScanKey): string {
  const { conferenceId, unionId } = conference;
  return JSON.stringify([conferenceId, unionId, direction, start === null ? null : startName(start)]);
}

function startName(start: NonNullable<ScanStart>): readonly unknown[] {
  return "time" in start ? [start.time] : positionName(start.place);
}

function positionName({ direction, token, startTime, rank, fingerprint }: Position): readonly unknown[] {
  return [direction, token, startTime, rank, fingerprint];
}

import type { CachedTranscript } from "../../transcript/cached/cached-transcript.js";
import type { CacheEntry } from "../cache-entry.js";

/** Consecutive paragraphs of a page: the page's number, and the paragraphs from `start` to before `end`. */
export type PageRange = readonly [page: number, start: number, end: number];

/** A written entry without its pages. */
export interface EntryHeader extends Omit<CacheEntry, "transcript"> {
  readonly progress: Omit<CachedTranscript, "items">;
  /** The lengths of the pages' bodies, in bytes. */
  readonly bodies: readonly number[];
  readonly ranges: readonly PageRange[];
}

type Check = (value: unknown) => boolean;
type Shape<T> = { readonly [K in keyof T]-?: Check };

/** More pages than any meeting has. Every check of a live meeting's end may add a page. */
const MAX_PAGES = 20_000;
const MAX_RANGES = 200_000;

const isNumber: Check = (value) => typeof value === "number" && Number.isFinite(value);
const isCount: Check = (value) => Number.isSafeInteger(value) && Number(value) >= 0;
const isBoolean: Check = (value) => typeof value === "boolean";
const isText: Check = (value) => typeof value === "string";
const isNull: Check = (value) => value === null;
const either =
  (...checks: readonly Check[]): Check =>
  (value) =>
    checks.some((check) => check(value));
const listOf =
  (check: Check, max: number): Check =>
  (value) =>
    Array.isArray(value) && value.length <= max && value.every(check);
function shaped<T extends object>(shape: Shape<T>): Check {
  const members = Object.entries<Check>(shape);
  return (value) =>
    typeof value === "object" &&
    value !== null &&
    members.every(([name, check]) => check(Object.getOwnPropertyDescriptor(value, name)?.value));
}

const HEADER: Shape<EntryHeader> = {
  readAt: isNumber,
  pageSize: isCount,
  shortPage: either(isNull, isCount),
  endTime: either(isNull, isNumber),
  completingCalls: isCount,
  tooLong: either(isNull, (value) => value === "calls"),
  end: either(isNull, shaped({ paragraphs: isCount, fingerprint: either(isNull, isText) })),
  tail: either(isNull, shaped({ changedAt: isNumber, checkedAt: isNumber, pauseMs: isNumber })),
  isRestart: isBoolean,
  forcedAt: either(isNull, isNumber),
  fence: either(isNull, isText),
  progress: shaped<EntryHeader["progress"]>({
    token: either(isNull, isText),
    exhausted: isBoolean,
    saysMore: isBoolean,
    tokensAreShared: isBoolean,
    readAtMs: isNumber,
  }),
  bodies: listOf(isCount, MAX_PAGES),
  ranges: listOf((value) => listOf(isCount, 3)(value) && Array.isArray(value) && value.length === 3, MAX_RANGES),
};

/** True for a valid header. A gateway with the same format number may still have written something else. */
export function isEntryHeader(value: unknown): value is EntryHeader {
  return shaped(HEADER)(value);
}

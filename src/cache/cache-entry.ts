import type { CachedTranscript, Demand } from "../transcript/cached/cached-transcript.js";
import { endOf, isSameEnd, type TranscriptEnd } from "../transcript/cached/growth.js";
import { ageOf } from "../upstream/resilience/age.js";
import { afterCheck, isCheckDue, startTail, type TailOptions, type TailState } from "./tail-policy.js";

/** When a cached transcript is read again, and how many calls may complete one. Times are in milliseconds. */
export interface FreshnessOptions extends TailOptions {
  /** How long after `maxAgeMs` its owner may still read it while the upstream is unavailable. */
  readonly staleIfErrorMs: number;
  /** If more calls than this are necessary, a window does not complete the transcript. */
  readonly maxCallsToComplete: number;
}

/** Why a transcript is too long to cache: it needs too many calls, or too many bytes. */
export type TooLong = "calls" | "bytes";

/** A cached transcript and the state of its reading. An entry never changes: each step creates a new one. */
export interface CacheEntry {
  readonly transcript: CachedTranscript;
  /** When the reading of the first page began. No paragraph was read earlier. */
  readonly readAt: number;
  /** How many paragraphs to request per page. */
  readonly pageSize: number;
  /** How many paragraphs the upstream returns per page, if that is fewer than requested; else null. */
  readonly shortPage: number | null;
  /** The `startTime` of the transcript's last paragraph, if a descending call has shown it; else null. */
  readonly endTime: number | null;
  /** The calls made to complete the transcript. Calls that only read a window's next page are not counted. */
  readonly completingCalls: number;
  readonly tooLong: TooLong | null;
  /** The end of the transcript when it was last complete, also in an earlier reading; null if it never was. */
  readonly end: TranscriptEnd | null;
  /** Null until the transcript has been complete once. */
  readonly tail: TailState | null;
  /**
   * True if the transcript was read from the start because the upstream could not continue the earlier reading, and has
   * not been complete since.
   */
  readonly isRestart: boolean;
  /** When a caller last forced a reading (`Cache-Control: no-cache`). */
  readonly forcedAt: number | null;
  /** The fencing number under which other replicas see the entry. It rises with every call. Null: not shared. */
  readonly fence: string | null;
}

/**
 * The next step of a read. `serve`: return the entry. `page`: leave the transcript to the paged reader. The others make
 * a call. `read`: the first page; `grow`: the next page; `check`: look for new paragraphs at the end; `probe`: find the
 * `startTime` of the last paragraph.
 */
export type Step = "serve" | "page" | "read" | "grow" | "check" | "probe";

/** The shortest time between two readings that callers force. */
const FORCED_PAUSE_MS = 60_000;

/** Chooses the next step. `forces`: the caller wants a new reading, if the last forced one is not too recent. */
export function nextStep(
  entry: CacheEntry | null,
  demand: Demand,
  now: number,
  forces: boolean,
  options: FreshnessOptions,
): Step {
  if (entry === null || ageOf(entry.readAt, now) >= options.maxAgeMs) return "read";
  if (forces && (entry.forcedAt === null || ageOf(entry.forcedAt, now) >= FORCED_PAUSE_MS)) return "read";
  const coverage = demand.coverage(entry.transcript);
  if (coverage === "prefix") return "serve";
  if (entry.tooLong === "bytes") return "page";
  if (coverage === "grown") return "check";
  if (coverage === "end") return entry.tail !== null && isCheckDue(entry.tail, now, options) ? "check" : "serve";
  if (coverage === "next-page" || demand.needsWhole) return "grow";
  return toCompletion(entry, options);
}

/** If the upstream's pages are short, one call estimates how many pages there are before more of them are read. */
function toCompletion(entry: CacheEntry, { maxCallsToComplete }: FreshnessOptions): Step {
  if (entry.tooLong !== null || entry.completingCalls >= maxCallsToComplete) return "page";
  return entry.shortPage !== null && entry.endTime === null ? "probe" : "grow";
}

/** The entry after the first page was read. It replaces `earlier` and keeps its pause. */
export function startEntry(
  reading: Pick<CacheEntry, "transcript" | "readAt" | "pageSize" | "shortPage">,
  earlier: CacheEntry | null,
  forces: boolean,
  now: number,
  options: FreshnessOptions,
): CacheEntry {
  return withEnd(
    {
      ...reading,
      endTime: null,
      completingCalls: 0,
      tooLong: null,
      end: earlier?.end ?? null,
      tail: earlier?.tail ?? null,
      isRestart: false,
      forcedAt: forces ? now : (earlier?.forcedAt ?? null),
      fence: null,
    },
    now,
    options,
  );
}

/** The entry after a page was added. `completes`: the page was read to complete the transcript. */
export function growEntry(
  entry: CacheEntry,
  reading: Pick<CacheEntry, "transcript" | "pageSize" | "shortPage">,
  completes: boolean,
  now: number,
  options: FreshnessOptions,
): CacheEntry {
  const completingCalls = entry.completingCalls + (completes ? 1 : 0);
  return withEnd({ ...entry, ...reading, completingCalls }, now, options);
}

/** If the transcript is complete, records that, and whether its end has changed since it was last complete. */
function withEnd(entry: CacheEntry, now: number, options: FreshnessOptions): CacheEntry {
  const { transcript, end: before, tail } = entry;
  if (!transcript.exhausted) return entry;
  const complete = { ...entry, end: endOf(transcript), isRestart: false };
  if (tail === null || before === null) return { ...complete, tail: startTail(now, options) };
  return { ...complete, tail: afterCheck(tail, !isSameEnd(before, complete.end), now, options) };
}

/** The entry after a failed check. The next check comes as late as after a check that found no change. */
export function skipCheck(entry: CacheEntry, now: number, options: FreshnessOptions): CacheEntry {
  return entry.tail === null ? entry : { ...entry, tail: afterCheck(entry.tail, false, now, options) };
}

/** The entry after a probe showed `endTime`, the start of the last paragraph. Estimates the remaining calls. */
export function estimateEntry(
  entry: CacheEntry,
  endTime: number,
  { maxCallsToComplete }: FreshnessOptions,
): CacheEntry {
  const { items } = entry.transcript;
  const [first, last] = [items[0]?.startTime ?? 0, items.at(-1)?.startTime ?? 0];
  const pages = Math.max(1, items.length / (entry.shortPage ?? items.length));
  const msPerPage = Math.max(1, (last - first) / pages);
  const calls = Math.ceil(Math.max(0, endTime - last) / msPerPage);
  return { ...entry, endTime, tooLong: calls > maxCallsToComplete ? "calls" : null };
}

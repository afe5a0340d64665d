import type { CachedTranscript, Demand } from "../transcript/cached/cached-transcript.js";
import { endOf, isSameEnd, type TranscriptEnd } from "../transcript/cached/growth.js";
import { afterCheck, isCheckDue, startTail, type TailOptions, type TailState } from "./tail-policy.js";

/** How fresh a cached transcript is kept, and how much may be spent to complete one. Times are in milliseconds. */
export interface FreshnessOptions extends TailOptions {
  readonly maxAgeMs: number;
  /** How long past its age its owner may read it while the upstream is out. */
  readonly staleIfErrorMs: number;
  /** Beyond this many calls to complete it, a transcript is not completed for a window. */
  readonly maxCallsToComplete: number;
}

/** Why a transcript is not completed for a window: that would take too many calls, or it does not fit into the store. */
export type TooLong = "calls" | "bytes";

/** A cached transcript with all that is known of it. It never changes: each step makes another one. */
export interface CacheEntry {
  readonly transcript: CachedTranscript;
  /** When the reading of the first page began: no paragraph is older. */
  readonly readAt: number;
  /** The size of page to ask for. */
  readonly pageSize: number;
  /** How many paragraphs the upstream gives in one page, if it gives fewer than it is asked for. */
  readonly shortPage: number | null;
  /** When the last paragraph of all begins, if a call from the other end has shown that. */
  readonly endTime: number | null;
  /** Calls made to complete it, without those that windows next to each other made. */
  readonly completingCalls: number;
  readonly tooLong: TooLong | null;
  /** The end of the transcript when it was complete last, also in an earlier reading; null: it never was. */
  readonly end: TranscriptEnd | null;
  /** Null until it has been complete. */
  readonly tail: TailState | null;
  /** True when it was read from the start because the upstream did not go on from where the reading before stopped. */
  readonly isRestart: boolean;
  /** When a caller last had it read again (`Cache-Control: no-cache`). */
  readonly forcedAt: number | null;
  /** The number under which other replicas see it, which rises with every call; null: it is this process's alone. */
  readonly fence: string | null;
}

/**
 * What to do next for a reader: serve it from the entry, leave the transcript to the paged reader, or make a call: read from the
 * start, read the next page, look at the end again, or find out when the transcript ends.
 */
export type Step = "serve" | "page" | "read" | "grow" | "check" | "probe";

/** How often a caller may have a transcript read again. */
const FORCED_PAUSE_MS = 60_000;

/** What to do next. `forces`: the reader wants it read again, if that is not too soon. */
export function nextStep(
  entry: CacheEntry | null,
  demand: Demand,
  now: number,
  forces: boolean,
  options: FreshnessOptions,
): Step {
  if (entry === null || now - entry.readAt >= options.maxAgeMs) return "read";
  if (forces && (entry.forcedAt === null || now - entry.forcedAt >= FORCED_PAUSE_MS)) return "read";
  const coverage = demand.coverage(entry.transcript);
  if (coverage === "prefix") return "serve";
  if (coverage === "end") return entry.tail !== null && isCheckDue(entry.tail, now, options) ? "check" : "serve";
  if (entry.tooLong === "bytes") return "page";
  if (coverage === "next-page" || demand.insists) return "grow";
  return toCompletion(entry, options);
}

/** A short page shows that the upstream's pages are small: before many are read, one call shows how many there would be. */
function toCompletion(entry: CacheEntry, { maxCallsToComplete }: FreshnessOptions): Step {
  if (entry.tooLong !== null || entry.completingCalls >= maxCallsToComplete) return "page";
  return entry.shortPage !== null && entry.endTime === null ? "probe" : "grow";
}

/** The first page has been read. `earlier`: the entry that it replaces, whose pause goes on. */
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

/** A page was added. `completes`: on the way to the whole transcript. */
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

/** Where the transcript is complete: has its end changed since it was complete last? */
function withEnd(entry: CacheEntry, now: number, options: FreshnessOptions): CacheEntry {
  const { transcript, end: before, tail } = entry;
  if (!transcript.exhausted) return entry;
  const end = endOf(transcript);
  if (tail === null || before === null) return { ...entry, end, tail: startTail(now, options) };
  return { ...entry, end, tail: afterCheck(tail, !isSameEnd(before, end), now, options) };
}

/** The look at the end failed: the next one is as far away as if nothing had changed. */
export function skipCheck(entry: CacheEntry, now: number, options: FreshnessOptions): CacheEntry {
  return entry.tail === null ? entry : { ...entry, tail: afterCheck(entry.tail, false, now, options) };
}

/** The transcript's last paragraph begins at `endTime`: is it worth completing? */
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

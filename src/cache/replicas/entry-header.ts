import { z } from "zod";
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

/** More pages than any meeting has. Every check of a live meeting's end may add a page. */
const MAX_PAGES = 20_000;
const MAX_RANGES = 200_000;

const count = z.int().nonnegative();

const HEADER: z.ZodType<EntryHeader> = z.object({
  readAt: z.number(),
  pageSize: count,
  shortPage: count.nullable(),
  endTime: z.number().nullable(),
  completingCalls: count,
  tooLong: z.literal("calls").nullable(),
  end: z.object({ paragraphs: count, fingerprint: z.string().nullable() }).nullable(),
  tail: z.object({ changedAt: z.number(), checkedAt: z.number(), pauseMs: z.number() }).nullable(),
  isRestart: z.boolean(),
  forcedAt: z.number().nullable(),
  fence: z.string().nullable(),
  progress: z.object({
    token: z.string().nullable(),
    exhausted: z.boolean(),
    saysMore: z.boolean(),
    tokensAreShared: z.boolean(),
    readAtMs: z.number(),
  }),
  bodies: z.array(count).max(MAX_PAGES),
  ranges: z.array(z.tuple([count, count, count])).max(MAX_RANGES),
});

/** True for a valid header. A gateway with the same format number may still have written something else. */
export function isEntryHeader(value: unknown): value is EntryHeader {
  return HEADER.safeParse(value).success;
}

import { CacheKeys } from "../../src/cache/cache-keys.js";
import type { CacheRead } from "../../src/cache/cache-observer.js";
import type { CacheOptions } from "../../src/cache/cache-parts.js";
import type { ReplicaCaller } from "../../src/cache/replicas/replica-parts.js";
import { TranscriptCache } from "../../src/cache/transcript-cache.js";
import { GatewayError } from "../../src/errors.js";
import { CallBudget } from "../../src/transcript/call-budget.js";
import { CachedReader } from "../../src/transcript/cached/cached-reader.js";
import type { ConferenceKey, Direction, Page } from "../../src/transcript/model.js";
import { PagedReader } from "../../src/transcript/paged/paged-reader.js";
import type { PageRequest, PageSource } from "../../src/transcript/page-source.js";
import type { Slice } from "../../src/transcript/window.js";
import { planWindow, type WindowArguments } from "../../src/transcript/window.js";

/** One upstream call, and its caller. */
export interface WorldCall extends PageRequest {
  readonly identity: string;
}

/** The caller of an operation, and its options. */
export interface Caller {
  readonly identity?: string;
  readonly operator?: string | null;
  readonly wantsFresh?: boolean;
  readonly signal?: AbortSignal;
  readonly remainingMs?: () => number;
  readonly maxCalls?: number;
}

/** Arguments of a window; missing ones are not given. */
export type SomeArguments = Partial<WindowArguments>;

const SILENT = { onFalseHasMore: () => undefined };

export const DEFAULTS = {
  maxBytes: 256_000_000,
  maxBytesInFlight: 256_000_000,
  pageSize: 2000,
  sharesBetweenOperators: false,
  proofMs: 300_000,
  maxAgeMs: 600_000,
  staleIfErrorMs: 0,
  maxCallsToComplete: 10,
  tailMs: 5000,
} as const;

/** A cache in front of an upstream in memory, with a clock that only the test moves. */
export class CachedWorld {
  /** Milliseconds since 1970. */
  now = Date.UTC(2026, 0, 1);
  readonly calls: WorldCall[] = [];
  readonly reads: CacheRead[] = [];
  readonly cache: TranscriptCache;
  /** The caller in the level that replicas share. */
  replicaFor: (identity: string) => ReplicaCaller | null = () => null;

  /** `respond`: the upstream. */
  constructor(
    readonly respond: (call: WorldCall) => Promise<Page>,
    options: Partial<CacheOptions> = {},
  ) {
    this.cache = new TranscriptCache({
      ...DEFAULTS,
      keys: new CacheKeys("secret", "https://api.dingtalk.io"),
      olderKeys: [],
      replicas: null,
      observer: { onCacheRead: (read) => this.reads.push(read) },
      scanObserver: SILENT,
      now: () => this.now,
      ...options,
    });
  }

  /** A reader for one operation. */
  reader(caller: Caller = {}): CachedReader {
    const { identity = "token", wantsFresh = false, signal = new AbortController().signal } = caller;
    const { remainingMs = () => 30_000, maxCalls = Infinity } = caller;
    const transcripts = this.cache.as({
      identity,
      signal,
      remainingMs,
      tooLate: () => new GatewayError("UPSTREAM_TIMEOUT", "too late"),
      wantsFresh,
      openSource: (flight) => this.#source(identity, flight),
      budget: new CallBudget({ maxCalls, maxParagraphs: Infinity }),
      replica: this.replicaFor(identity),
      observer: { onCacheRead: () => undefined },
    });
    return new CachedReader(transcripts, new PagedReader(this.#source(identity, signal), SILENT, () => this.now));
  }

  /** Reads one window as one operation. */
  async read(args: SomeArguments = {}, caller: Caller = {}, conferenceId = "c"): Promise<Slice> {
    const conference = { conferenceId, unionId: caller.operator ?? null };
    const [slice] = await this.reader(caller).readWindows([windowOf(args, conference)]);
    if (slice === undefined || slice instanceof Error) throw slice ?? new Error("no slice");
    return slice;
  }

  #source(identity: string, signal: AbortSignal): PageSource {
    return {
      getPage: async (request) => {
        signal.throwIfAborted();
        const call = { ...request, identity };
        this.calls.push(call);
        return this.respond(call);
      },
    };
  }
}

/** Plans a window. */
export function windowOf(args: SomeArguments, conference: ConferenceKey = { conferenceId: "c", unionId: null }) {
  const order: Direction = args.order ?? "ascending";
  return planWindow(conference, {
    first: null,
    last: null,
    after: null,
    before: null,
    from: null,
    until: null,
    ...args,
    order,
  });
}

/** The texts of a slice. */
export const textsOf = ({ items }: Slice): string[] => items.map(({ paragraph }) => paragraph.text);

import { type ErrorCode, GatewayError, UpstreamBadResponse } from "../errors.js";
import type { CachedTranscript } from "../transcript/cached/cached-transcript.js";
import { type Growth, readEnd, readFirstPage, readNextPage } from "../transcript/cached/growth.js";
import type { ConferenceKey, Page } from "../transcript/model.js";
import { type CacheEntry, estimateEntry, growEntry, skipCheck, startEntry, type Step } from "./cache-entry.js";
import { FlightSource } from "./flight-source.js";
import type { CacheCaller, CacheParts } from "./cache-parts.js";
import { bytesOfTranscript } from "./transcript-bytes.js";

/** The upstream is out, banned, throttled or out of quota: what is cached is no worse for it. */
const OUTAGES: ReadonlySet<ErrorCode> = new Set([
  "UPSTREAM_UNAVAILABLE",
  "UPSTREAM_TIMEOUT",
  "UPSTREAM_BLOCKED",
  "QUOTA_EXHAUSTED",
  "RATE_LIMITED",
]);

/** True for an error that says nothing of the transcript, nor of who may read it. */
export function isOutage(error: unknown): boolean {
  return error instanceof GatewayError && OUTAGES.has(error.code);
}

/** A step that makes a call. */
export type CallStep = Exclude<Step, "serve" | "page">;

/** What a shared read starts from. */
export interface ReadRequest {
  readonly step: CallStep;
  readonly conference: ConferenceKey;
  readonly entry: CacheEntry | null;
  /** True when it is a window that is to be completed, or the whole that is wanted. */
  readonly completes: boolean;
}

/** One transcript of which nothing is kept. */
const NOTHING: CachedTranscript = {
  items: [],
  token: null,
  exhausted: false,
  saysMore: false,
  tokensAreShared: false,
  readAtMs: 0,
};

/** No transcript may take more of the store than this: one reader must not push out everyone else's. */
const MAX_SHARE_OF_STORE = 0.5;

/**
 * One step of reading a transcript, in the name of the caller who started it, for everyone who waits for it. It takes an entry and gives
 * the next one. @throws whatever the upstream fails with.
 */
export async function takeStep(
  cache: CacheParts,
  caller: CacheCaller,
  request: ReadRequest,
  signal: AbortSignal,
): Promise<SizedEntry> {
  const { entry, step } = request;
  const sizes = {
    pageSize: entry?.pageSize ?? cache.pageSize,
    shortPage: step === "read" ? null : (entry?.shortPage ?? null),
  };
  const onPage = (page: Page) => cache.replicas?.note(page);
  const source = new FlightSource(caller.openSource(signal), cache.bytesInFlight, signal, sizes, onPage);
  const growth: Growth = {
    source,
    conference: request.conference,
    pageSize: source.pageSize,
    observer: cache.walkObserver,
    now: cache.now,
  };
  return fitInto(cache, await new StepWork(cache, caller, growth, source).run(request), entry);
}

/** An entry with the bytes that it takes in the store. */
export interface SizedEntry {
  readonly entry: CacheEntry;
  readonly bytes: number;
}

/** A transcript that does not fit is not completed: what of it did fit is kept, with the verdict. */
function fitInto(cache: CacheParts, next: CacheEntry, before: CacheEntry | null): SizedEntry {
  const bytes = sizeOf(cache, next);
  if (fits(cache, bytes)) return { entry: next, bytes };
  const transcript = before?.readAt === next.readAt ? before.transcript : NOTHING;
  const entry: CacheEntry = { ...next, transcript, tooLong: "bytes" };
  return { entry, bytes: sizeOf(cache, entry) };
}

/** The bytes that an entry takes in this process. */
export function sizeOf({ replicas }: CacheParts, { transcript }: CacheEntry): number {
  return bytesOfTranscript(transcript, replicas?.pages ?? null);
}

/** True for what takes no more of the store than one transcript may. */
export function fits({ maxBytes }: CacheParts, bytes: number): boolean {
  return bytes <= maxBytes * MAX_SHARE_OF_STORE;
}

class StepWork {
  constructor(
    readonly cache: CacheParts,
    readonly caller: CacheCaller,
    readonly growth: Growth,
    readonly source: FlightSource,
  ) {}

  run({ step, entry, completes }: ReadRequest): Promise<CacheEntry> {
    if (entry === null || step === "read") return this.#start(entry);
    if (step === "probe") return this.#probe(entry);
    return step === "check" ? this.#check(entry) : this.#grow(entry, completes);
  }

  async #start(earlier: CacheEntry | null): Promise<CacheEntry> {
    const { cache } = this;
    const readAt = cache.now();
    const transcript = await readFirstPage(this.growth);
    return startEntry({ transcript, readAt, ...this.#sizes() }, earlier, this.caller.wantsFresh, cache.now(), cache);
  }

  async #grow(entry: CacheEntry, completes: boolean): Promise<CacheEntry> {
    const { cache } = this;
    try {
      const transcript = await readNextPage(this.growth, entry.transcript);
      return growEntry(entry, { transcript, ...this.#sizes() }, completes, cache.now(), cache);
    } catch (error) {
      return this.#restart(entry, error);
    }
  }

  /** A look at the end that fails for reasons of the upstream's own changes nothing: the transcript is not too old yet. */
  async #check(entry: CacheEntry): Promise<CacheEntry> {
    const { cache } = this;
    try {
      const transcript = await readEnd(this.growth, entry.transcript);
      return growEntry(entry, { transcript, ...this.#sizes() }, false, cache.now(), cache);
    } catch (error) {
      return isOutage(error) ? skipCheck(entry, cache.now(), cache) : this.#restart(entry, error);
    }
  }

  /** An upstream that does not go on from where it stopped may have been edited since: then it is read from the start, once. */
  async #restart(entry: CacheEntry, error: unknown): Promise<CacheEntry> {
    if (!(error instanceof UpstreamBadResponse) || entry.isRestart) throw error;
    return { ...(await this.#start(entry)), isRestart: true };
  }

  async #probe(entry: CacheEntry): Promise<CacheEntry> {
    const { conference, pageSize } = this.growth;
    const request = { conference, direction: "descending", start: null, maxResults: pageSize } as const;
    const [last] = (await this.source.getPage(request)).paragraphs;
    return estimateEntry(entry, last?.startTime ?? 0, this.cache);
  }

  #sizes(): Pick<CacheEntry, "pageSize" | "shortPage"> {
    return { pageSize: this.source.pageSize, shortPage: this.source.shortPage };
  }
}

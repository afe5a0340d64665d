import { GatewayError, OUTAGE_CODES, UpstreamBadResponse } from "../errors.js";
import type { CachedTranscript } from "../transcript/cached/cached-transcript.js";
import { type Growth, readEnd, readNextPage } from "../transcript/cached/growth.js";
import type { ConferenceKey, Page } from "../transcript/model.js";
import { HourUsedUp } from "../upstream/resilience/call-limits.js";
import { type CacheEntry, estimateEntry, growEntry, skipCheck, startEntry, type Step } from "./cache-entry.js";
import { FlightSource } from "./flight-source.js";
import type { CacheCaller, CacheParts } from "./cache-parts.js";
import { bytesOfTranscript } from "./transcript-bytes.js";

/** True for an error about the state of the upstream. It does not make a cached transcript wrong. */
export function isOutage(error: unknown): boolean {
  return error instanceof GatewayError && OUTAGE_CODES.has(error.code);
}

/** A step that makes a call. */
export type CallStep = Exclude<Step, "serve" | "page">;

/** The start of a shared read. */
export interface ReadRequest {
  readonly step: CallStep;
  readonly conference: ConferenceKey;
  readonly entry: CacheEntry | null;
  /** True if the step serves to complete the transcript. */
  readonly completes: boolean;
}

/** A transcript without paragraphs, kept in place of one that is too long. */
const NOTHING: CachedTranscript = {
  items: [],
  token: null,
  exhausted: false,
  saysMore: false,
  tokensAreShared: false,
  readAtMs: 0,
};

/** The largest share of the store for one transcript. A long one must not push out all others. */
const MAX_SHARE_OF_STORE = 0.5;

/**
 * Takes one step of reading a transcript with the credentials of the caller who started it, and returns the next entry.
 * @throws the upstream's error.
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
  const onPage = (page: Page) => cache.replicas?.pages.note(page);
  const source = new FlightSource(caller.openSource(signal), cache.bytesInFlight, signal, sizes, onPage);
  const growth: Growth = {
    source,
    conference: request.conference,
    pageSize: source.pageSize,
    observer: cache.scanObserver,
    now: cache.now,
  };
  return fitInto(cache, await new StepWork(cache, caller, growth, source).run(request), entry);
}

/** An entry and its size in the store. */
export interface SizedEntry {
  readonly entry: CacheEntry;
  readonly bytes: number;
}

/** A transcript that does not fit is marked as too long, and the part that did fit is kept. */
function fitInto(cache: CacheParts, next: CacheEntry, before: CacheEntry | null): SizedEntry {
  const bytes = sizeOf(cache, next);
  if (fits(cache, bytes)) return { entry: next, bytes };
  const transcript = before?.readAt === next.readAt ? before.transcript : NOTHING;
  const entry: CacheEntry = { ...next, transcript, tooLong: "bytes" };
  return { entry, bytes: sizeOf(cache, entry) };
}

/** An entry's size in this process, in bytes. */
export function sizeOf({ replicas }: CacheParts, { transcript }: CacheEntry): number {
  return bytesOfTranscript(transcript, replicas?.pages ?? null);
}

/** True if a transcript of this size may be stored. */
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
    const transcript = await readNextPage(this.growth, null);
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

  /**
   * If the upstream is unavailable, the transcript stays as it is: it has not reached its maximum age. A caller without
   * calls left does not stop the checks of others.
   */
  async #check(entry: CacheEntry): Promise<CacheEntry> {
    const { cache } = this;
    try {
      const transcript = await readEnd(this.growth, entry.transcript);
      return growEntry(entry, { transcript, ...this.#sizes() }, false, cache.now(), cache);
    } catch (error) {
      if (isOutage(error) && !(error instanceof HourUsedUp)) return skipCheck(entry, cache.now(), cache);
      return this.#restart(entry, error);
    }
  }

  /**
   * If the upstream cannot continue, the transcript may have been edited: it is read from the start. If that was just
   * done and did not come to the end, the upstream itself cannot continue.
   */
  async #restart(entry: CacheEntry, error: unknown): Promise<CacheEntry> {
    if (!(error instanceof UpstreamBadResponse) || entry.isRestart) throw error;
    const next = await this.#start(entry);
    return { ...next, isRestart: !next.transcript.exhausted };
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

import type { CachedTranscripts } from "../transcript/cached/cached-transcript.js";
import { AccessProofs } from "./access-proofs.js";
import { ByteBudget } from "./byte-budget.js";
import type { CacheCaller, CacheOptions, CacheParts } from "./cache-parts.js";
import { MemoryStore, type StoreStatus } from "./memory-store.js";
import { Refusals } from "./refusals.js";
import { SingleFlight } from "./single-flight.js";
import { TranscriptRead } from "./transcript-read.js";

/** What a cache holds at this moment. */
export interface CacheStatus extends StoreStatus {
  /** Shared reads under way. */
  readonly reads: number;
}

/**
 * The transcripts that this process has read, each for the owner who had it read. What one owner reads, no other gets, unless
 * operators of one identity share, and each has proved to the upstream that it may read the transcript.
 */
export class TranscriptCache {
  readonly #parts: CacheParts;

  constructor(options: CacheOptions) {
    const { maxBytes, maxBytesInFlight, proofMs, now } = options;
    this.#parts = {
      ...options,
      store: new MemoryStore(maxBytes),
      reads: new SingleFlight(),
      proving: new SingleFlight(),
      refusals: new Refusals(now),
      proofs: new AccessProofs(proofMs, now),
      bytesInFlight: new ByteBudget(maxBytesInFlight),
    };
  }

  get status(): CacheStatus {
    return { ...this.#parts.store.status, reads: this.#parts.reads.size };
  }

  /** The cached transcripts as one caller may read them. */
  as(caller: CacheCaller): CachedTranscripts {
    return { read: (conference, demand) => new TranscriptRead(this.#parts, caller, conference, demand).run() };
  }
}

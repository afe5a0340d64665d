import type { CachedTranscripts } from "../transcript/cached/cached-transcript.js";
import { AccessProofs } from "./access-proofs.js";
import { ByteBudget } from "./byte-budget.js";
import type { CacheCaller, CacheOptions, CacheParts } from "./cache-parts.js";
import { MemoryStore, type StoreStatus } from "./memory-store.js";
import { Refusals } from "./refusals.js";
import { SingleFlight } from "./single-flight.js";
import { TranscriptRead } from "./transcript-read.js";

/** The current content of a cache. */
export interface CacheStatus extends StoreStatus {
  /** The number of shared reads in flight. */
  readonly reads: number;
}

/**
 * The transcripts that this process has read. Each belongs to the owner who read it, and no other owner can read it. If
 * operators of one identity share, each of them must first prove by an upstream call that it may read the transcript.
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

  /** The cached transcripts for one caller. */
  as(caller: CacheCaller): CachedTranscripts {
    return { read: (conference, demand) => new TranscriptRead(this.#parts, caller, conference, demand).run() };
  }
}

import type { PageSource } from "../transcript/page-source.js";
import type { WalkObserver } from "../transcript/walk/walk.js";
import type { AccessProofs } from "./access-proofs.js";
import type { ByteBudget } from "./byte-budget.js";
import type { CacheEntry, FreshnessOptions } from "./cache-entry.js";
import type { CacheKeys } from "./cache-keys.js";
import type { CacheObserver } from "./cache-observer.js";
import type { MemoryStore } from "./memory-store.js";
import type { Refusals } from "./refusals.js";
import type { ReplicaCache } from "./replicas/replica-cache.js";
import type { ReplicaCaller } from "./replicas/replica-parts.js";
import type { SingleFlight } from "./single-flight.js";

/** How a cache works. Times are in milliseconds. */
export interface CacheOptions extends FreshnessOptions {
  readonly keys: CacheKeys;
  /** Keys under secrets that are being replaced: what other replicas still write. */
  readonly olderKeys: readonly CacheKeys[];
  /** What replicas share; null: this one is on its own. */
  readonly replicas: ReplicaCache | null;
  /** For cached transcripts. */
  readonly maxBytes: number;
  /** For pages on their way. */
  readonly maxBytesInFlight: number;
  /** In paragraphs. */
  readonly pageSize: number;
  /** Whether operators of one identity share transcripts that each of them has proved to be able to read. */
  readonly sharesBetweenOperators: boolean;
  readonly proofMs: number;
  /** Hears of every read, whoever makes it. */
  readonly observer: CacheObserver;
  readonly walkObserver: WalkObserver;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Who reads cached transcripts, for one operation. */
export interface CacheCaller {
  /** A digest (see `Credentials`). */
  readonly identity: string;
  /** Aborts when the caller is gone. */
  readonly signal: AbortSignal;
  /** How long the operation may go on. */
  readonly remainingMs: () => number;
  /** The error when that time is over. */
  readonly tooLate: () => Error;
  /** True when what is cached should be read again, if that was not done within the last minute. */
  readonly wantsFresh: boolean;
  /** Opens a source for a shared read, which acts with this caller's credentials, and has a deadline of its own. */
  openSource(signal: AbortSignal): PageSource;
  /** Counts a call that is about to be made. @throws GatewayError `OPERATION_TOO_COSTLY`. */
  spendCall(): void;
  /** Takes back a call that another replica had made already. */
  refundCall(): void;
  /** How it shares with other replicas; null: it does not. */
  readonly replica: ReplicaCaller | null;
  /** Hears of this operation's reads. */
  readonly observer: CacheObserver;
}

/** What a shared read gave, and whether it made a call. */
export interface Landing {
  readonly entry: CacheEntry;
  readonly isCalled: boolean;
}

/** The parts of a cache that all callers share. */
export interface CacheParts extends CacheOptions {
  readonly store: MemoryStore<CacheEntry>;
  readonly reads: SingleFlight<Landing>;
  readonly proving: SingleFlight<void>;
  readonly refusals: Refusals;
  readonly proofs: AccessProofs;
  readonly bytesInFlight: ByteBudget;
}

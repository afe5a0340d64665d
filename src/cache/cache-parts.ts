import type { CallBudget } from "../transcript/call-budget.js";
import type { PageSource } from "../transcript/page-source.js";
import type { ScanObserver } from "../transcript/scan/scan.js";
import type { AccessProofs } from "./access-proofs.js";
import type { ByteBudget } from "./byte-budget.js";
import type { CacheEntry, FreshnessOptions } from "./cache-entry.js";
import type { CacheKeys } from "./cache-keys.js";
import type { CacheObserver } from "./cache-observer.js";
import type { MemoryStore } from "./memory-store.js";
import type { Refusals } from "./refusals.js";
import type { ReplicaCaller, ReplicaParts } from "./replicas/replica-parts.js";
import type { SingleFlight } from "./single-flight.js";

/** The options of a cache. Times are in milliseconds. */
export interface CacheOptions extends FreshnessOptions {
  readonly keys: CacheKeys;
  /** The keys of earlier secrets, which other replicas may still use. */
  readonly olderKeys: readonly CacheKeys[];
  /** The level that replicas share; null if there is none. */
  readonly replicas: ReplicaParts | null;
  /** The limit for cached transcripts. */
  readonly maxBytes: number;
  /** The limit for pages that are being read. */
  readonly maxBytesInFlight: number;
  /** In paragraphs. */
  readonly pageSize: number;
  /** True if operators of one identity share transcripts, after each has proved that it may read them. */
  readonly sharesBetweenOperators: boolean;
  /** How long a proof is valid. */
  readonly proofMs: number;
  /** Observes the reads of all callers. */
  readonly observer: CacheObserver;
  readonly scanObserver: ScanObserver;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** A caller of the cache, for one operation. */
export interface CacheCaller {
  /** A digest (see `Credentials`). */
  readonly identity: string;
  /** Aborts when the caller disconnects. */
  readonly signal: AbortSignal;
  /** The time until the operation's deadline. */
  readonly remainingMs: () => number;
  /** Creates the error for a missed deadline. */
  readonly tooLate: () => Error;
  /** True if the caller wants a new reading; honoured once per minute and transcript. */
  readonly wantsFresh: boolean;
  /** Opens a source for a shared read. It uses this caller's credentials and has a deadline of its own. */
  openSource(signal: AbortSignal): PageSource;
  /** Counts a call before it is made. The call is taken back if another replica had made it. */
  readonly budget: Pick<CallBudget, "spendCall" | "refundCall">;
  /** The caller in the level that replicas share; null if there is none. */
  readonly replica: ReplicaCaller | null;
  /** Observes this operation's reads. */
  readonly observer: CacheObserver;
}

/** The result of a shared read. */
export interface FlightResult {
  readonly entry: CacheEntry;
  /** True if it made an upstream call. */
  readonly isCalled: boolean;
  /** The operation whose call has read or checked the end; null: none has. */
  readonly checkedBy: CacheCaller | null;
}

/** The parts of a cache that all callers share. */
export interface CacheParts extends CacheOptions {
  readonly store: MemoryStore<CacheEntry>;
  readonly reads: SingleFlight<FlightResult>;
  readonly proving: SingleFlight<void>;
  readonly refusals: Refusals;
  readonly proofs: AccessProofs;
  readonly bytesInFlight: ByteBudget;
}

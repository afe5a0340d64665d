import { GatewayError } from "../../errors.js";
import { type SharedStore, StoreUnavailable } from "../../redis/shared-store.js";
import type { WaitingTime } from "../../redis/waiting-time.js";
import type { ConferenceKey } from "../../transcript/model.js";
import type { ByteBudget } from "../byte-budget.js";
import type { CacheEntry } from "../cache-entry.js";
import type { CacheKey } from "../cache-keys.js";
import type { PageParts } from "./page-parts.js";
import type { BrokenReason, KeySource, ValueSeal } from "./value-seal.js";

/** The result of a lookup in the shared store. `old`: the entry is not newer than this process's, or too old to use. */
export type SharedLookup = "hit" | "miss" | "old" | "unavailable" | "broken";

/** The result of writing an entry. `overtaken`: the store has a newer one. `not-shared`: it is too large or too old. */
export type SharedWrite = "stored" | "overtaken" | "not-shared" | "failed";

/** Observes the second level. Must not throw. */
export interface ReplicaObserver {
  onSharedLookup(result: SharedLookup): void;
  onSharedWrite(result: SharedWrite): void;
  onBrokenValue(reason: BrokenReason): void;
  /** A defect of the gateway. The message may quote transcripts, so only the stack may be logged. */
  onDefect(error: unknown): void;
}

/** True for errors of a store that is down, full or slow, and of a gateway that is busy. Other errors are defects. */
export function isExpected(error: unknown): boolean {
  return error instanceof StoreUnavailable || error instanceof GatewayError;
}

/** A caller of the second level, for one operation. */
export interface ReplicaCaller extends KeySource {
  readonly waiting: WaitingTime;
}

/** A read of one transcript for one caller. */
export interface ReplicaRead {
  readonly caller: ReplicaCaller;
  readonly conference: ConferenceKey;
  /** The transcript's key under each secret of the gateway. The first secret is the one in use. */
  readonly keys: readonly [CacheKey, ...CacheKey[]];
  /** The key that only this caller has; it differs from `keys[0]` if operators share. */
  readonly own: CacheKey;
}

/** The second level of the cache: transcripts in a store that all replicas share. */
export interface ReplicaParts {
  readonly store: SharedStore;
  readonly seal: ValueSeal;
  /** The pages of cached paragraphs. */
  readonly pages: PageParts;
  /** The memory for decompressed values. */
  readonly bytesInFlight: ByteBudget;
  /** How long an entry may still be kept, in milliseconds. Below 1, it is not written. */
  readonly remainingMs: (entry: CacheEntry) => number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly observer: ReplicaObserver;
}

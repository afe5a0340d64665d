import { GatewayError } from "../../errors.js";
import { type SharedStore, StoreUnavailable } from "../../redis/shared-store.js";
import type { WaitingTime } from "../../redis/waiting-time.js";
import type { ConferenceKey } from "../../transcript/model.js";
import type { ByteBudget } from "../byte-budget.js";
import type { CacheEntry } from "../cache-entry.js";
import type { CachePlace } from "../cache-place.js";
import type { PageParts } from "./page-parts.js";
import type { BrokenReason, KeySource, ValueSeal } from "./value-seal.js";

/** What became of an entry that was looked for in the shared store: `old`: not newer than the one that is there, or too old to use. */
export type SharedLookup = "hit" | "miss" | "old" | "unavailable" | "broken";

/** What became of an entry that was to be written: `overtaken`: a newer one stands there; `not-shared`: too large, or too old. */
export type SharedWrite = "stored" | "overtaken" | "not-shared" | "failed";

/** Hears how the second level fares. It must not throw. */
export interface ReplicaObserver {
  onSharedLookup(result: SharedLookup): void;
  onSharedWrite(result: SharedWrite): void;
  onBrokenValue(reason: BrokenReason): void;
  /** A defect of the gateway kept the second level from helping. Its message may quote what was read, so only its stack may be logged. */
  onDefect(error: unknown): void;
}

/** True for what a store that is out, full or slow, and a gateway that is busy, are expected to throw. */
export function isExpected(error: unknown): boolean {
  return error instanceof StoreUnavailable || error instanceof GatewayError;
}

/** Who shares with other replicas, for one operation. */
export interface ReplicaCaller extends KeySource {
  readonly waiting: WaitingTime;
}

/** One transcript as one caller shares it. */
export interface Seat {
  readonly caller: ReplicaCaller;
  readonly conference: ConferenceKey;
  /** Where the transcript is cached under each of the gateway's secrets; the first one is in use. */
  readonly places: readonly [CachePlace, ...CachePlace[]];
  /** The caller's own place, which is another one where operators share. */
  readonly own: CachePlace;
}

/** What a second level is made of. */
export interface ReplicaParts {
  readonly store: SharedStore;
  readonly seal: ValueSeal;
  /** Where the pages of cached paragraphs are known by their bytes. */
  readonly pages: PageParts;
  /** Room for what is unpacked. */
  readonly bytesInFlight: ByteBudget;
  /** How long an entry may still be kept, in milliseconds; not at all when that is below 1. */
  readonly remainingMs: (entry: CacheEntry) => number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly observer: ReplicaObserver;
}

import { GatewayError } from "../errors.js";
import type { Demand } from "../transcript/cached/cached-transcript.js";
import { type CacheEntry, nextStep } from "./cache-entry.js";
import type { CacheCaller, CacheParts, Landing } from "./cache-parts.js";
import { type CachePlace, ownPlace, sharedPlace } from "./cache-place.js";
import { ALONE, type CallRight, type Turn } from "./replicas/turn.js";
import { fits, type ReadRequest, sizeOf, takeStep } from "./shared-read.js";

/** The upstream refused the caller who started a shared read. The other waiters must make a call of their own. */
export class StarterRefused extends Error {
  constructor(
    /** The `name` of the starter's own place. */
    readonly starter: string,
    override readonly cause: GatewayError,
  ) {
    super("the upstream refused the caller who started a shared read");
  }
}

/** Who starts the read, and where the result is stored. */
export interface FlightPlan {
  readonly caller: CacheCaller;
  /** What the caller needs. */
  readonly demand: Demand;
  readonly place: CachePlace;
  /** The caller's own place; it differs from `place` if operators share. */
  readonly own: CachePlace;
}

/** A read that one caller starts for all waiters. It uses another replica's entry, or makes a call. */
export class Flight {
  constructor(
    readonly cache: CacheParts,
    readonly plan: FlightPlan,
  ) {}

  /** Takes one step. @throws StarterRefused if the upstream refuses the caller; otherwise the upstream's error. */
  async run(request: ReadRequest, signal: AbortSignal): Promise<Landing> {
    const turn = await this.#takeTurn(request, signal);
    if (turn.kind === "refused") throw takeAway(this.cache, this.plan.own, turn.error, ALONE, turn.at);
    if (turn.kind === "failed") throw turn.error;
    if (turn.kind === "found") {
      this.#keep(turn.entry, sizeOf(this.cache, turn.entry));
      return { entry: turn.entry, isCalled: false };
    }
    const { entry, right } = turn;
    return this.#call(request, entry, right, signal);
  }

  async #takeTurn({ entry: held, conference }: ReadRequest, signal: AbortSignal): Promise<Turn> {
    const { replicas, olderKeys } = this.cache;
    const { caller, place, own } = this.plan;
    if (replicas === null || caller.replica === null) return { kind: "call", entry: held, right: ALONE };
    const placeOf = place === own ? ownPlace : sharedPlace;
    const older = olderKeys.map((keys) => placeOf(keys, caller.identity, conference));
    const seat = { caller: caller.replica, conference, places: [place, ...older], own } as const;
    return replicas.takeTurn(seat, held, (entry) => this.#isWanted(entry), signal);
  }

  /** True for an entry that saves the call: it is fresh enough, and fits into the store. */
  #isWanted(entry: CacheEntry): boolean {
    const { cache } = this;
    const { demand, caller } = this.plan;
    return (
      nextStep(entry, demand, cache.now(), caller.wantsFresh, cache) !== "read" && fits(cache, sizeOf(cache, entry))
    );
  }

  /** Makes the call, and always returns the right to it. `newest`: the newest entry of all replicas. */
  async #call(given: ReadRequest, newest: CacheEntry | null, right: CallRight, signal: AbortSignal): Promise<Landing> {
    const { cache } = this;
    const { caller, own } = this.plan;
    try {
      const request = this.#startFrom(newest, given);
      const step = await takeStep(cache, caller, request, signal);
      const entry = { ...step.entry, fence: right.fence };
      this.#keep(entry, step.bytes);
      right.publish(entry);
      if (request.step === "read") cache.proofs.set(own.name, entry.transcript.items[0]?.paragraph);
      return { entry, isCalled: true };
    } catch (error) {
      throw takeAway(cache, own, error, right);
    }
  }

  /** If another replica has a newer entry that is still too old, keeps it and reads from the start. */
  #startFrom(newest: CacheEntry | null, request: ReadRequest): ReadRequest {
    if (newest === null || newest === request.entry) return request;
    this.#keep(newest, sizeOf(this.cache, newest));
    return { ...request, entry: newest, step: "read" };
  }

  #keep(entry: CacheEntry, bytes: number): void {
    const { key, owner } = this.plan.place;
    this.cache.store.set(key, owner, entry, bytes);
  }
}

/**
 * Handles a failed call of the caller with this place of its own, and returns the error to throw. A refusal deletes the caller's own transcript and
 * proof; shared transcripts remain for callers with other proofs. `at`: when the upstream refused, in milliseconds.
 */
export function takeAway(
  { refusals, store, proofs, now }: CacheParts,
  { key, name }: CachePlace,
  error: unknown,
  right: CallRight,
  at = now(),
): unknown {
  const isRefusal = refusals.remember(name, error, at);
  if (!(error instanceof GatewayError && (isRefusal || error.code === "UNAUTHENTICATED"))) {
    right.fail(error);
    return error;
  }
  right.refuse(error, isRefusal);
  store.delete(key);
  proofs.delete(name);
  return isRefusal ? new StarterRefused(name, error) : error;
}

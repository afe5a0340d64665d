import { GatewayError } from "../errors.js";
import { HourUsedUp } from "../upstream/resilience/call-limits.js";
import type { Demand } from "../transcript/cached/cached-transcript.js";
import { type CacheEntry, nextStep } from "./cache-entry.js";
import type { CacheCaller, CacheParts, FlightResult } from "./cache-parts.js";
import type { CacheKey } from "./cache-keys.js";
import { CallCoordinator } from "./replicas/call-coordinator.js";
import { type CallDecision, type CallRight, UNCOORDINATED } from "./replicas/call-decision.js";
import { fits, type ReadRequest, sizeOf, takeStep } from "./shared-read.js";

/**
 * The caller who started a shared read was refused: by the upstream, or because it has no calls left. The other waiters
 * must make a call of their own.
 */
export class StarterRefused extends Error {
  constructor(
    /** The `name` of the starter's own key. */
    readonly starter: string,
    override readonly cause: GatewayError,
  ) {
    super("the caller who started a shared read was refused");
  }
}

/** Who starts the read, and under which key the result is stored. */
export interface FlightOptions {
  readonly caller: CacheCaller;
  /** The part of the transcript that the caller needs. */
  readonly demand: Demand;
  readonly key: CacheKey;
  /** The key that only this caller has; it differs from `key` if operators share. */
  readonly own: CacheKey;
}

/** A read that one caller starts for all waiters. It uses another replica's entry, or makes a call. */
export class Flight {
  constructor(
    readonly cache: CacheParts,
    readonly options: FlightOptions,
  ) {}

  /** Takes one step. @throws StarterRefused if the upstream refuses the caller; otherwise the upstream's error. */
  async run(request: ReadRequest, signal: AbortSignal): Promise<FlightResult> {
    const decision = await this.#decide(request, signal);
    if (decision.kind === "refused")
      throw handleFailure(this.cache, this.options.own, decision.error, UNCOORDINATED, decision.at);
    if (decision.kind === "failed") throw decision.error;
    if (decision.kind === "found") {
      this.#keep(decision.entry, sizeOf(this.cache, decision.entry));
      return { entry: decision.entry, isCalled: false, checkedBy: null };
    }
    const { entry, right } = decision;
    return this.#call(request, entry, right, signal);
  }

  async #decide({ entry, conference }: ReadRequest, signal: AbortSignal): Promise<CallDecision> {
    const { replicas, olderKeys } = this.cache;
    const { caller, key, own } = this.options;
    if (replicas === null || caller.replica === null) return { kind: "call", entry, right: UNCOORDINATED };
    const older = olderKeys.map((keys) =>
      key === own ? keys.own(caller.identity, conference) : keys.shared(caller.identity, conference),
    );
    const read = { caller: caller.replica, conference, keys: [key, ...older], own } as const;
    return new CallCoordinator(replicas, read, (other) => this.#isWanted(other), signal).run(entry);
  }

  /** True for an entry that saves the call: it is fresh enough, and fits into the store. */
  #isWanted(entry: CacheEntry): boolean {
    const { cache } = this;
    const { demand, caller } = this.options;
    return (
      nextStep(entry, demand, cache.now(), caller.wantsFresh, cache) !== "read" && fits(cache, sizeOf(cache, entry))
    );
  }

  /** Makes the call, and always returns the right to it. `newest`: the newest entry of all replicas. */
  async #call(
    given: ReadRequest,
    newest: CacheEntry | null,
    right: CallRight,
    signal: AbortSignal,
  ): Promise<FlightResult> {
    const { cache } = this;
    const { caller, own } = this.options;
    try {
      const request = this.#startFrom(newest, given);
      const step = await takeStep(cache, caller, request, signal);
      const entry = { ...step.entry, fence: right.fence };
      this.#keep(entry, step.bytes);
      right.publish(entry);
      if (request.step === "read") cache.proofs.set(own.name, entry.transcript.items[0]?.paragraph);
      const hasChecked = given.step === "check" || entry.transcript.exhausted;
      return { entry, isCalled: true, checkedBy: hasChecked ? caller : null };
    } catch (error) {
      throw handleFailure(cache, own, error, right);
    }
  }

  /** If another replica has a newer entry that is still too old, keeps it and reads from the start. */
  #startFrom(newest: CacheEntry | null, request: ReadRequest): ReadRequest {
    if (newest === null || newest === request.entry) return request;
    this.#keep(newest, sizeOf(this.cache, newest));
    return { ...request, entry: newest, step: "read" };
  }

  #keep(entry: CacheEntry, bytes: number): void {
    const { id, owner } = this.options.key;
    this.cache.store.set(id, owner, entry, bytes);
  }
}

/**
 * Handles a failed call of the caller who has this key, and returns the error to throw. A refusal deletes the
 * caller's own transcript and proof; shared transcripts remain for callers with other proofs. `at`: when the upstream
 * refused, in milliseconds.
 */
export function handleFailure(
  { refusals, store, proofs, now }: CacheParts,
  { id, name }: CacheKey,
  error: unknown,
  right: CallRight,
  at = now(),
): unknown {
  const isRefusal = refusals.remember(name, error, at);
  if (!(error instanceof GatewayError && (isRefusal || error.code === "UNAUTHENTICATED"))) {
    right.fail(error);
    return error instanceof HourUsedUp ? new StarterRefused(name, error) : error;
  }
  right.refuse(error, isRefusal);
  store.delete(id);
  proofs.delete(name);
  return isRefusal ? new StarterRefused(name, error) : error;
}

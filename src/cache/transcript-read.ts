import { UpstreamBadResponse } from "../errors.js";
import type { CachedTranscript, Demand } from "../transcript/cached/cached-transcript.js";
import type { ConferenceKey } from "../transcript/model.js";
import { ageOf } from "../upstream/resilience/age.js";
import { withDeadline } from "../upstream/resilience/deadline.js";
import { digestOf } from "./access-proofs.js";
import { type CacheEntry, nextStep, type Step } from "./cache-entry.js";
import type { CacheOutcome } from "./cache-observer.js";
import type { CacheCaller, CacheParts, FlightResult } from "./cache-parts.js";
import type { CacheKey } from "./cache-keys.js";
import { Flight, handleFailure, StarterRefused } from "./flight.js";
import { UNCOORDINATED } from "./replicas/call-decision.js";
import { type CallStep, isOutage, sizeOf } from "./shared-read.js";

/** The limit for one read: the monthly quota of DingTalk's standard edition. */
const MAX_STEPS = 5000;

/** One read of one transcript by one caller: steps until the transcript covers the demand. */
export class TranscriptRead {
  /** The key that only this caller has. */
  readonly #own: CacheKey;
  /** The key of the transcript that is read: the caller's own, or the one that operators share. */
  #key: CacheKey;
  #entry: CacheEntry | null;
  readonly #beganAt: number;
  #outcome: CacheOutcome = "hit";
  /** True after a call of this operation has read or checked the end, or was refused. Another would show the same. */
  #hasChecked = false;

  constructor(
    readonly cache: CacheParts,
    readonly caller: CacheCaller,
    readonly conference: ConferenceKey,
    readonly demand: Demand,
  ) {
    const { keys, sharesBetweenOperators } = cache;
    this.#own = keys.own(caller.identity, conference);
    this.#key = sharesBetweenOperators ? keys.shared(caller.identity, conference) : this.#own;
    this.#entry = this.#stored();
    this.#beganAt = cache.now();
  }

  /** The transcript, or null if it is too long to cache. @throws as `CachedTranscripts.read` does. */
  async run(): Promise<CachedTranscript | null> {
    const { cache } = this;
    for (let steps = 0; steps < MAX_STEPS; steps += 1) {
      cache.refusals.check(this.#own.name);
      const step = this.#nextStep();
      if (step !== "read" && !this.#mayRead()) await this.#proveOrLeave();
      else if (step === "serve" || (step === "check" && this.#hasChecked))
        return this.#finish(this.#entry, this.#outcome);
      else if (step === "page") return this.#finish(null, "paged");
      else if (step !== "read") await this.#take(step);
      else if (await this.#readAgain()) return this.#finish(this.#entry, "stale");
    }
    throw new UpstreamBadResponse(`the upstream did not come to an end in ${MAX_STEPS} steps`);
  }

  /** A reading that began after this read is not too old for it, however long its calls take. */
  #nextStep(): Step {
    const { cache, caller, demand } = this;
    const entry = this.#entry;
    const now = cache.now();
    const isNew = entry !== null && entry.readAt >= this.#beganAt && entry.readAt <= now;
    return nextStep(entry, demand, now, caller.wantsFresh, isNew ? { ...cache, maxAgeMs: Infinity } : cache);
  }

  #stored(): CacheEntry | null {
    return this.cache.store.get(this.#key.id, this.#key.owner);
  }

  #finish(entry: CacheEntry | null, outcome: CacheOutcome): CachedTranscript | null {
    const read = { outcome, ageMs: entry === null ? 0 : this.cache.now() - entry.readAt };
    this.cache.observer.onCacheRead(read);
    this.caller.observer.onCacheRead(read);
    return entry?.transcript ?? null;
  }

  /** Reads from the start. Returns true if that failed and the expired copy may be used. */
  async #readAgain(): Promise<boolean> {
    try {
      await this.#take("read");
      return false;
    } catch (error) {
      this.#entry ??= this.#stored();
      if (!isOutage(error) || !this.#maySeeStale()) throw error;
      if (this.caller.wantsFresh) this.#noteForced();
      return true;
    }
  }

  /** A forced reading counts even if it failed. Otherwise each request during an outage would make a call. */
  #noteForced(): void {
    const { store, now } = this.cache;
    const { id, owner } = this.#key;
    const entry = this.#stored();
    if (entry !== null) store.set(id, owner, { ...entry, forcedAt: now() }, sizeOf(this.cache, entry));
  }

  #maySeeStale(): boolean {
    const { maxAgeMs, staleIfErrorMs, now } = this.cache;
    const entry = this.#entry;
    if (entry === null || !this.#mayRead() || ageOf(entry.readAt, now()) >= maxAgeMs + staleIfErrorMs) return false;
    return ["prefix", "end"].includes(this.demand.coverage(entry.transcript));
  }

  /** Joins the read of this key that is in flight, or starts one. */
  async #take(step: CallStep): Promise<void> {
    const { cache, caller, conference, demand } = this;
    const { name } = this.#key;
    const entry = this.#entry;
    const starts = !cache.reads.has(name);
    if (starts) caller.budget.spendCall();
    const completes = entry !== null && step === "grow" && demand.coverage(entry.transcript) === "whole";
    const flight = new Flight(cache, { caller, demand, key: this.#key, own: this.#own });
    const work = (signal: AbortSignal) => flight.run({ step, conference, entry, completes }, signal);
    try {
      const result = await this.#wait((signal) => cache.reads.run(name, signal, work));
      this.#entry = result.entry;
      this.#hasChecked ||= result.checkedBy === caller;
      this.#note(starts, result);
    } catch (error) {
      if (!(error instanceof StarterRefused)) throw error;
      if (error.starter !== this.#own.name) this.#entry = this.#stored();
      else if (step === "check" && isOutage(error.cause)) this.#hasChecked = true;
      else throw error.cause;
    }
  }

  /** Updates the outcome. A call is uncounted if this caller started the read and no call was made. */
  #note(starts: boolean, { isCalled }: FlightResult): void {
    if (starts && !isCalled) this.caller.budget.refundCall();
    if (starts && isCalled) this.#outcome = "miss";
    else if (this.#outcome === "hit") this.#outcome = starts ? "replica" : "joined";
  }

  /** Waits until the deadline of the caller's operation. */
  #wait<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const { signal, remainingMs, tooLate } = this.caller;
    return withDeadline(signal, remainingMs(), tooLate, work);
  }

  /** False if the entry is shared, and the upstream has not returned the same first paragraph to this caller. */
  #mayRead(): boolean {
    if (this.#key === this.#own) return true;
    const proof = this.cache.proofs.get(this.#own.name);
    return proof !== null && proof.firstParagraph === digestOf(this.#entry?.transcript.items[0]?.paragraph);
  }

  /** Proves by a call that this caller may read the shared entry. If it does not match, the caller reads its own. */
  async #proveOrLeave(): Promise<void> {
    const proof = this.cache.proofs.get(this.#own.name);
    if (proof !== null && this.#entry !== null && proof.at >= this.#entry.readAt) {
      this.#key = this.#own;
      this.#entry = this.#stored();
      return;
    }
    const { name } = this.#own;
    if (!this.cache.proving.has(name)) this.caller.budget.spendCall();
    this.#outcome = "miss";
    await this.#wait((signal) => this.cache.proving.run(name, signal, (shared) => this.#prove(shared)));
  }

  async #prove(signal: AbortSignal): Promise<void> {
    const { conference } = this;
    const request = { conference, direction: "ascending", start: null, maxResults: 1 } as const;
    try {
      const [first] = (await this.caller.openSource(signal).getPage(request)).paragraphs;
      this.cache.proofs.set(this.#own.name, first);
    } catch (error) {
      const refused = handleFailure(this.cache, this.#own, error, UNCOORDINATED);
      throw refused instanceof StarterRefused ? refused.cause : refused;
    }
  }
}

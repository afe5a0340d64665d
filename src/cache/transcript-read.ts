import { GatewayError, UpstreamBadResponse } from "../errors.js";
import type { CachedTranscript, Demand } from "../transcript/cached/cached-transcript.js";
import type { ConferenceKey } from "../transcript/model.js";
import { withDeadline } from "../upstream/resilience/deadline.js";
import { digestOf } from "./access-proofs.js";
import { type CacheEntry, nextStep } from "./cache-entry.js";
import type { CacheOutcome } from "./cache-observer.js";
import { type CallStep, isOutage, takeStep } from "./shared-read.js";
import type { CacheCaller, CacheParts } from "./cache-parts.js";

/** The end of every read: a month's quota of the upstream's standard edition. */
const MAX_STEPS = 5000;

/** Where a transcript is cached, and under whose mark. */
interface CachePlace {
  readonly key: string;
  readonly owner: string;
  /** Key and mark together: reads under way, refusals and proofs are told apart by both, as what is stored is. */
  readonly name: string;
}

function toPlace(key: string, owner: string): CachePlace {
  return { key, owner, name: `${owner}.${key}` };
}

/** The upstream has refused the caller who started a shared read; whoever else waits for it asks in their own name. */
class StarterRefused extends Error {
  constructor(
    /** The name of the starter's own place. */
    readonly starter: string,
    override readonly cause: GatewayError,
  ) {
    super("the upstream refused the caller who started a shared read");
  }
}

/** One read of one transcript by one caller: steps until the transcript covers the demand. */
export class TranscriptRead {
  /** Nobody but this caller reads there. */
  readonly #own: CachePlace;
  /** Where it reads: its own place, or the one that operators share. */
  #place: CachePlace;
  #entry: CacheEntry | null;
  #outcome: CacheOutcome = "hit";

  constructor(
    readonly cache: CacheParts,
    readonly caller: CacheCaller,
    readonly conference: ConferenceKey,
    readonly demand: Demand,
  ) {
    const { conferenceId, unionId: operator } = conference;
    const { keys } = cache;
    const { identity } = caller;
    const owner = { identity, operator };
    this.#own = toPlace(keys.transcript(owner, conferenceId), keys.owner(owner));
    this.#place = cache.sharesBetweenOperators
      ? toPlace(keys.sharedTranscript(identity, conferenceId), keys.sharedOwner(identity))
      : this.#own;
    this.#entry = this.#stored();
  }

  /** The transcript, or null when it is too long to cache. @throws as `CachedTranscripts.read` does. */
  async run(): Promise<CachedTranscript | null> {
    const { cache, caller } = this;
    for (let steps = 0; steps < MAX_STEPS; steps += 1) {
      cache.refusals.check(this.#own.name);
      const step = nextStep(this.#entry, this.demand, cache.now(), caller.wantsFresh, cache);
      if (step !== "read" && !this.#mayRead(this.#entry)) await this.#proveOrLeave(this.#entry);
      else if (step === "serve") return this.#finish(this.#entry, this.#outcome);
      else if (step === "page") return this.#finish(null, "paged");
      else if (step !== "read") await this.#take(step);
      else if (await this.#readAgain()) return this.#finish(this.#entry, "stale");
    }
    throw new UpstreamBadResponse(`the upstream did not come to an end in ${MAX_STEPS} steps`);
  }

  #stored(): CacheEntry | null {
    return this.cache.store.get(this.#place.key, this.#place.owner);
  }

  #finish(entry: CacheEntry | null, outcome: CacheOutcome): CachedTranscript | null {
    const read = { outcome, ageMs: entry === null ? 0 : this.cache.now() - entry.readAt };
    this.cache.observer.onCacheRead(read);
    this.caller.observer.onCacheRead(read);
    return entry?.transcript ?? null;
  }

  /** Reads from the start; true when that failed, and the expired copy will do. */
  async #readAgain(): Promise<boolean> {
    try {
      await this.#take("read");
      return false;
    } catch (error) {
      if (isOutage(error) && this.#maySeeStale()) return true;
      throw error;
    }
  }

  #maySeeStale(): boolean {
    const { maxAgeMs, staleIfErrorMs, now } = this.cache;
    const entry = this.#entry;
    if (entry === null || !this.#mayRead(entry) || now() - entry.readAt >= maxAgeMs + staleIfErrorMs) return false;
    return ["prefix", "end"].includes(this.demand.coverage(entry.transcript));
  }

  /** Joins the read of this place that is under way, or else starts one. */
  async #take(step: CallStep): Promise<void> {
    const { cache, caller, conference, demand } = this;
    const { name } = this.#place;
    const entry = this.#entry;
    const starts = !cache.reads.has(name);
    if (starts) caller.spendCall();
    if (starts || this.#outcome === "hit") this.#outcome = starts ? "miss" : "joined";
    const completes = entry !== null && step === "grow" && demand.coverage(entry.transcript) === "whole";
    const work = (signal: AbortSignal) => this.#fly({ step, conference, entry, completes }, signal);
    try {
      this.#entry = await this.#wait((signal) => cache.reads.run(name, signal, work));
    } catch (error) {
      if (!(error instanceof StarterRefused)) throw error;
      if (error.starter === this.#own.name) throw error.cause;
      this.#entry = this.#stored();
    }
  }

  /** Waits as long as the caller's operation may. */
  #wait<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const { signal, remainingMs, tooLate } = this.caller;
    return withDeadline(signal, remainingMs(), tooLate, work);
  }

  /** The shared read that this caller starts. */
  async #fly(request: Parameters<typeof takeStep>[2], signal: AbortSignal): Promise<CacheEntry> {
    const { cache, caller } = this;
    const { key, owner } = this.#place;
    try {
      const { entry, bytes } = await takeStep(cache, caller, request, signal);
      cache.store.set(key, owner, entry, bytes);
      if (request.step === "read") cache.proofs.set(this.#own.name, entry.transcript.items[0]?.paragraph);
      return entry;
    } catch (error) {
      throw this.#refused(error);
    }
  }

  /** A refusal takes from the caller what it has; what is shared stays for those who have proofs of their own. */
  #refused(error: unknown): unknown {
    const { refusals, store, proofs } = this.cache;
    const { key, name } = this.#own;
    const isRefusal = refusals.remember(name, error);
    if (!isRefusal && !(error instanceof GatewayError && error.code === "UNAUTHENTICATED")) return error;
    store.delete(key);
    proofs.delete(name);
    return isRefusal && error instanceof GatewayError ? new StarterRefused(name, error) : error;
  }

  /** False when the entry is shared, and the upstream has not shown this caller a transcript with the same first paragraph. */
  #mayRead(entry: CacheEntry | null): boolean {
    if (this.#place === this.#own) return true;
    const proof = this.cache.proofs.get(this.#own.name);
    return proof !== null && proof.firstParagraph === digestOf(entry?.transcript.items[0]?.paragraph);
  }

  /** Proves with a call of its own that this caller may read the shared entry. If that shows another transcript, it reads its own. */
  async #proveOrLeave(entry: CacheEntry | null): Promise<void> {
    const proof = this.cache.proofs.get(this.#own.name);
    if (proof !== null && entry !== null && proof.at >= entry.readAt) {
      this.#place = this.#own;
      this.#entry = this.#stored();
      return;
    }
    const { name } = this.#own;
    if (!this.cache.proving.has(name)) this.caller.spendCall();
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
      const refused = this.#refused(error);
      throw refused instanceof StarterRefused ? refused.cause : refused;
    }
  }
}

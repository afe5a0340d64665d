import { randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { StoreUnavailable } from "../../redis/shared-store.js";
import { ageOf } from "../../upstream/resilience/age.js";
import type { CacheEntry } from "../cache-entry.js";
import { REPEAT_MS } from "../refusals.js";
import { readEntry } from "./entry-format.js";
import { readFailure, type SharedFailure } from "./failure-format.js";
import { Lease, LEASE_MS } from "./lease.js";
import { LeasedCall } from "./leased-call.js";
import { unpack, unpackedLength } from "./packed-value.js";
import { isExpected, type ReplicaParts, type ReplicaRead } from "./replica-parts.js";
import { bindingOf, entryKey, failureKey, leaseKey, refusalKey } from "./replica-keys.js";
import { BEGIN } from "./replica-scripts.js";
import { type CallDecision, UNCOORDINATED } from "./call-decision.js";
import { BrokenValue, FENCE_LENGTH, fenceOf } from "./value-seal.js";

/** The maximum number of attempts in one read. */
const MAX_ATTEMPTS = 1000;

/** The mean pause between two checks of another's lease. It is random, so that replicas do not check together. */
const POLL_MS = 40;
const MAX_POLLS = 10_000;

/** The largest difference between the clocks of two replicas that costs no calls. */
const MAX_SKEW_MS = 10_000;

/** A reply of the script `BEGIN`. */
interface Reply {
  readonly kind: string;
  readonly index: number;
  readonly bytes: Buffer;
}

/**
 * Decides which replica makes the next call for a transcript; the others use its result. If the store fails, each
 * replica works alone, and no read fails because of the store.
 */
export class CallCoordinator {
  readonly #nonce = randomBytes(12).toString("base64url");
  #newest: CacheEntry | null = null;
  /** The fencing number of the last entry that was opened. */
  #known = "";
  /** The fencing number of the last lease that was waited for. */
  #waitedFor = "";
  #passesOverFailures = false;

  constructor(
    readonly parts: ReplicaParts,
    readonly read: ReplicaRead,
    /** True for an entry that saves the call. */
    readonly isWanted: (entry: CacheEntry) => boolean,
    readonly signal: AbortSignal,
  ) {}

  /** Finds another replica's result, or the right to call. `entry`: this process's. @throws the signal's reason. */
  async run(entry: CacheEntry | null): Promise<CallDecision> {
    this.#newest = entry;
    this.#known = entry?.fence ?? "";
    try {
      for (let attempts = 0; attempts < MAX_ATTEMPTS; attempts += 1) {
        const decision = await this.#decide(await this.#begin());
        if (decision !== null) return decision;
      }
    } catch (error) {
      // The store cannot help, so this replica works alone.
      this.signal.throwIfAborted();
      if (!isExpected(error)) this.parts.observer.onDefect(error);
      this.parts.observer.onSharedLookup("unavailable");
    }
    return { kind: "call", entry: this.#newest, right: UNCOORDINATED };
  }

  async #begin(): Promise<Reply> {
    const { store } = this.parts;
    const { keys: all, own } = this.read;
    const keys = [leaseKey(all[0]), failureKey(all[0]), refusalKey(own), ...all.map(entryKey)];
    const args = [this.#known, this.#waitedFor, this.#nonce, LEASE_MS, this.#passesOverFailures ? "1" : ""];
    return toReply(await this.read.caller.waiting.spend(() => store.run(BEGIN, keys, args)));
  }

  /** Acts on a reply. Returns null to try again. */
  async #decide({ kind, index, bytes }: Reply): Promise<CallDecision | null> {
    if (kind === "entry") return this.#useEntry(index, bytes);
    if (kind === "refusal" || kind === "failure") return this.#useFailure(kind, bytes);
    if (kind === "lease") return this.#call(bytes.toString("latin1"));
    await this.#waitFor(bytes.toString("latin1"));
    return null;
  }

  /** Uses an entry if it is newer than the known one and saves the call. */
  async #useEntry(index: number, sealed: Buffer): Promise<CallDecision | null> {
    const { observer } = this.parts;
    this.#known = fenceOf(sealed);
    const entry = await this.#orBroken(() => this.#open(index, sealed));
    if (entry === null) {
      observer.onSharedLookup("broken");
      return null;
    }
    if (!isNewer(entry, this.#newest)) {
      observer.onSharedLookup("old");
      return null;
    }
    this.#newest = entry;
    const isWanted = this.isWanted(entry);
    observer.onSharedLookup(isWanted ? "hit" : "old");
    return isWanted ? { kind: "found", entry } : null;
  }

  async #open(index: number, sealed: Buffer): Promise<CacheEntry> {
    const { seal, pages, bytesInFlight, now } = this.parts;
    const key = this.read.keys[index];
    if (key === undefined) throw new BrokenValue("content");
    const packed = await seal.open(sealed, bindingOf(entryKey(key), key), this.read.caller);
    const release = await bytesInFlight.reserve(unpackedLength(packed), this.signal);
    try {
      const entry = await readEntry(await unpack(packed), fenceOf(sealed), this.read.conference, pages);
      return untilNow(entry, now());
    } finally {
      release();
    }
  }

  /** Uses the error of another replica's call. */
  async #useFailure(kind: "refusal" | "failure", sealed: Buffer): Promise<CallDecision | null> {
    const failure = await this.#orBroken(() => this.#openFailure(kind, sealed));
    this.#passesOverFailures = true;
    if (failure === null) return null;
    if (kind === "failure") return { kind: "failed", error: failure.error };
    // The store may have kept it for too long: its clock can be set back, and anyone can write it again.
    return ageOf(failure.at, this.parts.now()) < REPEAT_MS ? { kind: "refused", ...failure } : null;
  }

  async #openFailure(kind: "refusal" | "failure", sealed: Buffer): Promise<SharedFailure> {
    const { own, keys, caller } = this.read;
    const binding = kind === "refusal" ? bindingOf(refusalKey(own), own) : bindingOf(failureKey(keys[0]), keys[0]);
    const failure = readFailure(await this.parts.seal.open(sealed, binding, caller));
    return { ...failure, at: Math.min(failure.at, this.parts.now()) };
  }

  async #orBroken<T>(read: () => Promise<T>): Promise<T | null> {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof BrokenValue)) throw error;
      this.parts.observer.onBrokenValue(error.reason);
      return null;
    }
  }

  #call(fence: string): CallDecision {
    if (this.#known === "") this.parts.observer.onSharedLookup("miss");
    const { store } = this.parts;
    const lease = new Lease(store, leaseKey(this.read.keys[0]), fence, fence + this.#nonce);
    return { kind: "call", entry: this.#newest, right: new LeasedCall(this.parts, this.read, lease) };
  }

  /** Waits until the holder has released or lost the lease. */
  async #waitFor(holder: string): Promise<void> {
    if (holder.length !== FENCE_LENGTH) throw new StoreUnavailable("refused", "nobody has the lease");
    this.#waitedFor = holder;
    this.#passesOverFailures = false;
    const key = leaseKey(this.read.keys[0]);
    for (let polls = 0; polls < MAX_POLLS; polls += 1) {
      await this.#pause();
      const value = await this.read.caller.waiting.borrow(() => this.parts.store.get(key));
      if (value === null || fenceOf(value) !== holder) return;
    }
  }

  async #pause(): Promise<void> {
    const { signal } = this;
    await pause(POLL_MS * (0.5 + Math.random()), undefined, { signal }).catch(() => signal.throwIfAborted());
  }
}

/** The entry without times in the future: the clock of the replica that wrote it may be ahead. */
function untilNow(entry: CacheEntry, now: number): CacheEntry {
  const past = (time: number) => Math.min(time, now);
  const { readAt, forcedAt, tail } = entry;
  return {
    ...entry,
    readAt: past(readAt),
    forcedAt: forcedAt === null ? null : past(forcedAt),
    tail: tail === null ? null : { ...tail, changedAt: past(tail.changedAt), checkedAt: past(tail.checkedAt) },
  };
}

/**
 * True for an entry that was read later than this process's, or has grown since. `untilNow` of a replica whose clock is
 * behind may have moved the time of the same reading.
 */
function isNewer(entry: CacheEntry, own: CacheEntry | null): boolean {
  if (own === null || entry.readAt > own.readAt) return true;
  const earlierMs = own.readAt - entry.readAt;
  return earlierMs <= (own.fence === null ? 0 : MAX_SKEW_MS) && (entry.fence ?? "") > (own.fence ?? "");
}

/** @throws StoreUnavailable for a reply that the script cannot have sent. */
function toReply(reply: unknown): Reply {
  const [kind, index, bytes]: readonly unknown[] = Array.isArray(reply) ? reply : [];
  if (!Buffer.isBuffer(kind) || typeof index !== "number" || !Buffer.isBuffer(bytes))
    throw new StoreUnavailable("refused", "the shared store sent a reply that its script cannot have made");
  return { kind: kind.toString("latin1"), index, bytes };
}

import { randomBytes } from "node:crypto";
import { ageOf } from "./age.js";
import type { CallCount, CallCounter } from "./call-counter.js";
import { once } from "./once.js";
import { type CallLimits, HourUsedUp, monthUsedUp, type ReserveListener, ReserveWarning } from "./call-limits.js";
import { CallerHours } from "./caller-hours.js";
import { StoreTimeout } from "./store-timeout.js";
import { monthOf } from "./quota-month.js";

/** An older count is read again when it is needed. */
const MAX_AGE_MS = 10_000;

/** One call in the store. */
export interface StoredCall {
  readonly caller: string;
  readonly month: string;
  /** Unique among all calls. */
  readonly id: string;
}

/** The store's count of a month. */
export interface StoredCount {
  readonly calls: number;
  /** When the store began to count them, in milliseconds since 1970. */
  readonly since: number;
}

/** The store's decision on a call. `refusedBy`: the limit that the call would exceed; null: the call is counted. */
export interface StoredDecision extends StoredCount {
  readonly refusedBy: "month" | "hour" | null;
  /** After this time, the hourly limit allows the next call. */
  readonly retryAfterMs: number;
}

/** The store in which all replicas count calls. Its methods reject if it fails; the call may be counted or not. */
export interface CountStore {
  /** Counts a call if no limit refuses it. First adds `owed`, the calls that were made without the store. */
  count(call: StoredCall, owed: number): Promise<StoredDecision>;
  /** Uncounts a call. */
  release(call: StoredCall): Promise<void>;
  /** Adds `owed` calls and returns the count. */
  read(month: string, owed: number): Promise<StoredCount>;
}

/** The limits for all replicas, and the number of replicas. */
export interface SharedCallLimits extends CallLimits {
  /** While the store fails, each replica may make its share of the calls that were left. */
  readonly replicas: number;
}

/**
 * Counts the calls of all replicas in a store. While the store fails or is slow, the process counts its own calls and
 * may make its share of the calls that were left. Later it adds them to the store's count. A call that the store may
 * have counted before it failed counts twice rather than not at all.
 */
export class SharedCallCounter implements CallCounter {
  readonly #startedAt: number;
  readonly #hours: CallerHours;
  readonly #reserve: ReserveWarning;
  readonly #timeout: StoreTimeout;
  #month = "";
  /** The store's count; null if it is not known for this month yet. */
  #known: StoredCount | null = null;
  /** Calls that were made minus calls that were uncounted while the store failed. */
  #owed = 0;
  /** The owed calls that are being sent to the store. */
  #paying = 0;
  /** Calls that were made before the store's decision was known. */
  #unsure = 0;
  #readAt = -Infinity;

  /** `now`: a clock in milliseconds since 1970. */
  constructor(
    readonly store: CountStore,
    readonly limits: SharedCallLimits,
    readonly now: () => number,
    onReserve: ReserveListener,
  ) {
    this.#startedAt = now();
    this.#hours = new CallerHours(limits.callerCallsPerHour);
    this.#reserve = new ReserveWarning(limits, onReserve);
    this.#timeout = new StoreTimeout(now);
  }

  /** The store's last known count, plus the calls that it has not counted yet. */
  get total(): CallCount {
    this.#turnMonth();
    this.#readLater();
    return {
      callsThisMonth: (this.#known?.calls ?? 0) + this.#alone,
      countingSince: this.#known?.since ?? this.#startedAt,
    };
  }

  /** The calls that the store has probably not counted. */
  get #alone(): number {
    return this.#owed + this.#paying + this.#unsure;
  }

  async count(caller: string): Promise<() => void> {
    this.#turnMonth();
    const call = { caller, month: this.#month, id: randomBytes(12).toString("base64url") };
    const pending = this.#request(call.month, (owed) => this.store.count(call, owed));
    const decision = await this.#timeout.wait(pending);
    if (decision === null) return this.#countAlone(call, pending);
    if (decision.refusedBy === "month") throw monthUsedUp(this.limits.callsPerMonth, this.now());
    if (decision.refusedBy === "hour") throw new HourUsedUp(this.limits.callerCallsPerHour, decision.retryAfterMs);
    this.#reserve.check(decision.calls, call.month);
    return this.#counted(caller, () => this.#release(call));
  }

  /** Adds a call to its caller's hour. `undo`: uncounts it elsewhere. */
  #counted(caller: string, undo: () => void): () => void {
    const removeFromHour = this.#hours.add(caller, this.now());
    return once(() => {
      removeFromHour();
      undo();
    });
  }

  /** Counts a call without the store, and corrects the count when the store has decided. @throws NotSentError. */
  #countAlone(call: StoredCall, pending: Promise<StoredDecision>): () => void {
    const isStored = pending.then(
      ({ refusedBy }) => refusedBy === null,
      () => false,
    );
    try {
      this.#checkAlone(call.caller);
    } catch (error) {
      void isStored.then((stored) => stored && this.#release(call));
      throw error;
    }
    this.#unsure += 1;
    void isStored.then((stored) => this.#settle(call.month, stored));
    this.#reserve.check(this.total.callsThisMonth, call.month);
    return this.#counted(call.caller, () => {
      this.#owe(call.month, -1);
      void isStored.then((stored) => stored && this.#releaseOwed(call));
    });
  }

  #checkAlone(caller: string): void {
    const { callsPerMonth, replicas } = this.limits;
    const share = Math.ceil((callsPerMonth - (this.#known?.calls ?? 0)) / replicas);
    if (callsPerMonth > 0 && this.#alone >= share) throw monthUsedUp(callsPerMonth, this.now());
    this.#hours.check(caller, this.now());
  }

  #settle(month: string, isStored: boolean): void {
    if (month !== this.#month) return;
    this.#unsure -= 1;
    if (!isStored) this.#owed += 1;
  }

  #release(call: StoredCall): void {
    this.#correct(call.month, -1);
    this.store.release(call).catch(() => {
      this.#correct(call.month, 1);
      this.#owe(call.month, -1);
    });
  }

  /** Uncounts a call in the store, also in its caller's hour. Then nothing is owed for it any more. */
  #releaseOwed(call: StoredCall): void {
    this.#owe(call.month, 1);
    this.#release(call);
  }

  /** Changes the known count as the store's own count changes. */
  #correct(month: string, calls: number): void {
    if (this.#known === null || month !== this.#month) return;
    this.#known = { ...this.#known, calls: this.#known.calls + calls };
  }

  #owe(month: string, calls: number): void {
    if (month === this.#month) this.#owed += calls;
  }

  /** Sends a request with the owed calls to the store. @throws the store's error. */
  async #request<T extends StoredCount>(month: string, send: (owed: number) => Promise<T>): Promise<T> {
    const owed = this.#owed;
    this.#owed = 0;
    this.#paying += owed;
    try {
      const response = await send(owed);
      if (month === this.#month) this.#known = { calls: response.calls, since: response.since };
      this.#readAt = this.now();
      return response;
    } catch (error) {
      this.#owe(month, owed);
      throw error;
    } finally {
      if (month === this.#month) this.#paying -= owed;
    }
  }

  #readLater(): void {
    if (ageOf(this.#readAt, this.now()) < MAX_AGE_MS) return;
    this.#readAt = this.now();
    const month = this.#month;
    this.#request(month, (owed) => this.store.read(month, owed)).catch(() => {});
  }

  #turnMonth(): void {
    const month = monthOf(this.now());
    if (month === this.#month) return;
    this.#month = month;
    this.#known = null;
    this.#owed = 0;
    this.#paying = 0;
    this.#unsure = 0;
  }
}

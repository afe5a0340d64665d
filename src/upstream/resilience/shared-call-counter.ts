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

/** One month. A call changes only the month in which it began, also after another month has begun. */
interface Month {
  /** Such as `2026-11`. */
  readonly name: string;
  /** The store's count; null if it is not known yet. */
  known: StoredCount | null;
  /** Calls that were made minus calls that were uncounted while the store failed. */
  owed: number;
  /** The owed calls that are being sent to the store. */
  paying: number;
  /** Calls that were made before the store's decision was known. */
  unsure: number;
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
  #month = startMonth("");
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
    const month = this.#currentMonth();
    this.#readLater(month);
    return {
      callsThisMonth: (month.known?.calls ?? 0) + aloneIn(month),
      countingSince: month.known?.since ?? this.#startedAt,
    };
  }

  async count(caller: string): Promise<() => void> {
    const month = this.#currentMonth();
    const call = { caller, month: month.name, id: randomBytes(12).toString("base64url") };
    const pending = this.#request(month, (owed) => this.store.count(call, owed));
    const decision = await this.#timeout.wait(pending);
    if (decision === null) return this.#countAlone(call, month, pending);
    if (decision.refusedBy === "month") throw monthUsedUp(this.limits.callsPerMonth, this.now());
    if (decision.refusedBy === "hour") throw new HourUsedUp(this.limits.callerCallsPerHour, decision.retryAfterMs);
    this.#reserve.check(decision.calls, month.name);
    return this.#counted(caller, () => this.#release(call, month));
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
  #countAlone(call: StoredCall, month: Month, pending: Promise<StoredDecision>): () => void {
    const isStored = pending.then(
      ({ refusedBy }) => refusedBy === null,
      () => false,
    );
    try {
      this.#checkAlone(call.caller, month);
    } catch (error) {
      void isStored.then((stored) => stored && this.#release(call, month));
      throw error;
    }
    month.unsure += 1;
    void isStored.then((stored) => settle(month, stored));
    this.#reserve.check(this.total.callsThisMonth, month.name);
    return this.#counted(call.caller, () => {
      month.owed -= 1;
      void isStored.then((stored) => stored && this.#releaseOwed(call, month));
    });
  }

  #checkAlone(caller: string, month: Month): void {
    const { callsPerMonth, replicas } = this.limits;
    const share = Math.ceil((callsPerMonth - (month.known?.calls ?? 0)) / replicas);
    if (callsPerMonth > 0 && aloneIn(month) >= share) throw monthUsedUp(callsPerMonth, this.now());
    this.#hours.check(caller, this.now());
  }

  #release(call: StoredCall, month: Month): void {
    correct(month, -1);
    this.store.release(call).catch(() => {
      correct(month, 1);
      month.owed -= 1;
    });
  }

  /** Uncounts a call in the store, also in its caller's hour. Then nothing is owed for it any more. */
  #releaseOwed(call: StoredCall, month: Month): void {
    month.owed += 1;
    this.#release(call, month);
  }

  /** Sends a request with the owed calls to the store. @throws the store's error. */
  async #request<T extends StoredCount>(month: Month, send: (owed: number) => Promise<T>): Promise<T> {
    const { owed } = month;
    month.owed = 0;
    month.paying += owed;
    try {
      const response = await send(owed);
      month.known = { calls: response.calls, since: response.since };
      this.#readAt = this.now();
      return response;
    } catch (error) {
      month.owed += owed;
      throw error;
    } finally {
      month.paying -= owed;
    }
  }

  #readLater(month: Month): void {
    if (ageOf(this.#readAt, this.now()) < MAX_AGE_MS) return;
    this.#readAt = this.now();
    this.#request(month, (owed) => this.store.read(month.name, owed)).catch(() => {});
  }

  #currentMonth(): Month {
    const name = monthOf(this.now());
    if (name !== this.#month.name) this.#month = startMonth(name);
    return this.#month;
  }
}

function startMonth(name: string): Month {
  return { name, known: null, owed: 0, paying: 0, unsure: 0 };
}

/** The calls that the store has probably not counted. */
function aloneIn({ owed, paying, unsure }: Month): number {
  return owed + paying + unsure;
}

function settle(month: Month, isStored: boolean): void {
  month.unsure -= 1;
  if (!isStored) month.owed += 1;
}

/** Changes the known count as the store's own count changes. */
function correct(month: Month, calls: number): void {
  if (month.known !== null) month.known = { ...month.known, calls: month.known.calls + calls };
}

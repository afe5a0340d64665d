import { type CallCount, type CallCounter, type CountedCall, once } from "./call-counter.js";
import { type CallLimits, hourUsedUp, monthUsedUp, type ReserveListener, ReserveWarning } from "./call-limits.js";
import { CallerHours } from "./caller-hours.js";
import { Patience } from "./patience.js";
import { monthOf } from "./quota-month.js";

/** A count that is older is read again, when someone wants to know it. */
const MAX_AGE_MS = 10_000;

/** One call, as the store counts it. */
export interface StoredCall {
  readonly caller: string;
  readonly month: string;
  /** Unlike that of any other call. */
  readonly id: string;
}

/** What the store has counted in a month. */
export interface StoredCount {
  readonly calls: number;
  /** When the store began to count them, in milliseconds since 1970. */
  readonly since: number;
}

/** What the store says to a call: null where it is counted, or which limit it would pass. */
export interface StoredDecision extends StoredCount {
  readonly refusedBy: "month" | "hour" | null;
  /** When the limit of an hour lets the caller call again. */
  readonly retryAfterMs: number;
}

/** Where all replicas count their calls. Its methods reject when it is out of order; then they may have counted or not. */
export interface CountStore {
  /** Counts a call where no limit refuses it. `owed` calls were made without the store, and are counted first. */
  count(call: StoredCall, owed: number): Promise<StoredDecision>;
  /** Takes a call back. */
  release(call: StoredCall): Promise<void>;
  /** Counts calls that are owed, and gives the count. */
  read(month: string, owed: number): Promise<StoredCount>;
}

/** How many calls all replicas may make, and how many replicas there are. */
export interface SharedCallLimits extends CallLimits {
  /** Each of them may make its share of what was left when the store failed. */
  readonly replicas: number;
}

/**
 * Counts the calls of all replicas in a store. While the store fails or is slow, the process counts its own calls, refuses none but beyond its share
 * of what was left, and adds them to the store's count when that is there again. A call that the store may have counted before it failed
 * counts twice rather than not at all.
 */
export class SharedCallCounter implements CallCounter {
  readonly #startedAt: number;
  readonly #hours: CallerHours;
  readonly #reserve: ReserveWarning;
  readonly #patience: Patience;
  #ids = 0;
  #month = "";
  /** Null: the store has not said anything about this month yet. */
  #known: StoredCount | null = null;
  /** Calls that were made, less those that were taken back, while the store failed. */
  #owed = 0;
  /** Those of them that the store is being told of. */
  #paying = 0;
  /** Calls that were made before the store had said what it makes of them. */
  #unsure = 0;
  #readAt = -Infinity;

  /** `now` gives milliseconds since 1970; `name` is unlike that of any other process. */
  constructor(
    readonly store: CountStore,
    readonly limits: SharedCallLimits,
    readonly name: string,
    readonly now: () => number = Date.now,
    onReserve: ReserveListener = () => {},
  ) {
    this.#startedAt = now();
    this.#hours = new CallerHours(limits.callerCallsPerHour);
    this.#reserve = new ReserveWarning(limits, onReserve);
    this.#patience = new Patience(now);
  }

  /** The store's count as this process heard it last, and what it owes the store. */
  get total(): CallCount {
    this.#turnMonth();
    this.#readLater();
    return {
      callsThisMonth: (this.#known?.calls ?? 0) + this.#alone,
      countingSince: this.#known?.since ?? this.#startedAt,
    };
  }

  /** Calls that the store has not counted, as far as is known. */
  get #alone(): number {
    return this.#owed + this.#paying + this.#unsure;
  }

  async count(caller: string): Promise<CountedCall> {
    this.#turnMonth();
    this.#ids += 1;
    const call = { caller, month: this.#month, id: `${this.name}${this.#ids.toString(36)}` };
    const asking = this.#ask(call.month, (owed) => this.store.count(call, owed));
    const decision = await this.#patience.wait(asking);
    if (decision === null) return this.#countAlone(call, asking);
    if (decision.refusedBy === "month") throw monthUsedUp(this.limits.callsPerMonth, this.now());
    if (decision.refusedBy === "hour") throw hourUsedUp(this.limits.callerCallsPerHour, decision.retryAfterMs);
    this.#reserve.look(decision.calls, call.month);
    const takeBack = this.#hours.add(caller, this.now());
    return {
      release: once(() => {
        takeBack();
        this.#release(call);
      }),
    };
  }

  /** Counts a call without the store; what the store made of it in the end is settled then. @throws NotSentError `QUOTA_EXHAUSTED`. */
  #countAlone(call: StoredCall, asking: Promise<StoredDecision>): CountedCall {
    const isStored = asking.then(
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
    const takeBack = this.#hours.add(call.caller, this.now());
    this.#reserve.look(this.total.callsThisMonth, call.month);
    return {
      release: once(() => {
        takeBack();
        this.#owe(call.month, -1);
      }),
    };
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

  /** What the store will say when it is asked next. */
  #correct(month: string, calls: number): void {
    if (this.#known === null || month !== this.#month) return;
    this.#known = { ...this.#known, calls: this.#known.calls + calls };
  }

  #owe(month: string, calls: number): void {
    if (month === this.#month) this.#owed += calls;
  }

  /** Asks the store, and pays what is owed. @throws what the store throws. */
  async #ask<T extends StoredCount>(month: string, ask: (owed: number) => Promise<T>): Promise<T> {
    const owed = this.#owed;
    this.#owed = 0;
    this.#paying += owed;
    try {
      const response = await ask(owed);
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
    if (this.now() - this.#readAt < MAX_AGE_MS) return;
    this.#readAt = this.now();
    const month = this.#month;
    this.#ask(month, (owed) => this.store.read(month, owed)).catch(() => {});
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

import { LRUCache } from "lru-cache";
import type { CallCount, CallCounter, CountedCall } from "./call-counter.js";
import { NotSentError } from "./not-sent-error.js";
import { monthOf, untilNextMonth } from "./quota-month.js";

const HOUR_MS = 3_600_000;

/** Callers whose calls are remembered; those that called longest ago are forgotten first. */
const MAX_CALLERS = 10_000;

/** How many calls may be made. */
export interface CallLimits {
  /** Calls of all callers in a month of the upstream's; 0: no limit. */
  readonly callsPerMonth: number;
  /** Calls of one caller in any hour; 0: no limit. */
  readonly callerCallsPerHour: number;
  /** The part of the month's calls, in percent, that a warning keeps for the end of the month. */
  readonly reservePercent: number;
}

/** Counts the calls of one process, from its start. */
export class MemoryCallCounter implements CallCounter {
  readonly #since: number;
  readonly #callers = new LRUCache<string, number[]>({ max: MAX_CALLERS });
  #month = "";
  #calls = 0;
  #hasWarned = false;

  /** `now` gives milliseconds since 1970; `onReserve` hears once a month that only the reserve is left. */
  constructor(
    readonly limits: CallLimits,
    readonly now: () => number = Date.now,
    readonly onReserve: (count: { readonly calls: number; readonly callsPerMonth: number }) => void = () => {},
  ) {
    this.#since = now();
  }

  get total(): CallCount {
    this.#turnMonth(this.now());
    return { callsThisMonth: this.#calls, countingSince: this.#since };
  }

  async count(caller: string): Promise<CountedCall> {
    const now = this.now();
    this.#turnMonth(now);
    const calls = this.#lastHourOf(caller, now);
    this.#refuseBeyondMonth(now);
    this.#refuseBeyondHour(calls, now);
    this.#calls += 1;
    calls.push(now);
    this.#callers.set(caller, calls);
    this.#warnOnce();
    return { release: once(() => this.#release(calls, now)) };
  }

  #release(calls: number[], at: number): void {
    const index = calls.lastIndexOf(at);
    if (index >= 0) calls.splice(index, 1);
    if (monthOf(at) === this.#month) this.#calls -= 1;
  }

  #lastHourOf(caller: string, now: number): number[] {
    const calls = this.#callers.get(caller) ?? [];
    const firstRecent = calls.findIndex((at) => now - at < HOUR_MS);
    calls.splice(0, firstRecent < 0 ? calls.length : firstRecent);
    return calls;
  }

  #refuseBeyondMonth(now: number): void {
    const { callsPerMonth } = this.limits;
    if (callsPerMonth === 0 || this.#calls < callsPerMonth) return;
    throw new NotSentError(
      "QUOTA_EXHAUSTED",
      `The gateway has made the ${callsPerMonth} calls to the upstream that it may make in a month. Asking again does not help.`,
      untilNextMonth(now),
    );
  }

  #refuseBeyondHour(calls: readonly number[], now: number): void {
    const { callerCallsPerHour } = this.limits;
    const [oldest] = calls;
    if (callerCallsPerHour === 0 || calls.length < callerCallsPerHour || oldest === undefined) return;
    throw new NotSentError(
      "QUOTA_EXHAUSTED",
      `This caller has made the ${callerCallsPerHour} calls to the upstream that one caller may make in an hour. Ask again later.`,
      oldest + HOUR_MS - now,
    );
  }

  #turnMonth(now: number): void {
    const month = monthOf(now);
    if (month === this.#month) return;
    this.#month = month;
    this.#calls = 0;
    this.#hasWarned = false;
  }

  #warnOnce(): void {
    const { callsPerMonth, reservePercent } = this.limits;
    if (callsPerMonth === 0 || this.#hasWarned || this.#calls < callsPerMonth * (1 - reservePercent / 100)) return;
    this.#hasWarned = true;
    this.onReserve({ calls: this.#calls, callsPerMonth });
  }
}

function once(action: () => void): () => void {
  let isDone = false;
  return () => {
    if (!isDone) action();
    isDone = true;
  };
}

import type { CallCount, CallCounter } from "./call-counter.js";
import { once } from "./once.js";
import { type CallLimits, monthUsedUp, type ReserveListener, ReserveWarning } from "./call-limits.js";
import { CallerHours } from "./caller-hours.js";
import { monthOf } from "./quota-month.js";

/** Counts the calls of one process since its start. */
export class MemoryCallCounter implements CallCounter {
  readonly #since: number;
  readonly #hours: CallerHours;
  readonly #reserve: ReserveWarning;
  #month = "";
  #calls = 0;

  /** `now`: a clock in milliseconds since 1970. */
  constructor(
    readonly limits: CallLimits,
    readonly now: () => number = Date.now,
    onReserve: ReserveListener = () => {},
  ) {
    this.#since = now();
    this.#hours = new CallerHours(limits.callerCallsPerHour);
    this.#reserve = new ReserveWarning(limits, onReserve);
  }

  get total(): CallCount {
    this.#turnMonth(this.now());
    return { callsThisMonth: this.#calls, countingSince: this.#since };
  }

  async count(caller: string): Promise<() => void> {
    const now = this.now();
    this.#turnMonth(now);
    const { callsPerMonth } = this.limits;
    if (callsPerMonth > 0 && this.#calls >= callsPerMonth) throw monthUsedUp(callsPerMonth, now);
    this.#hours.check(caller, now);
    this.#calls += 1;
    const removeFromHour = this.#hours.add(caller, now);
    this.#reserve.check(this.#calls, this.#month);
    return once(() => {
      removeFromHour();
      if (monthOf(now) === this.#month) this.#calls -= 1;
    });
  }

  #turnMonth(now: number): void {
    const month = monthOf(now);
    if (month === this.#month) return;
    this.#month = month;
    this.#calls = 0;
  }
}

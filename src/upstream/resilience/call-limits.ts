import { NotSentError } from "./not-sent-error.js";
import { untilNextMonth } from "./quota-month.js";

/** How many calls may be made. */
export interface CallLimits {
  /** Calls of all callers in a month of the upstream's; 0: no limit. */
  readonly callsPerMonth: number;
  /** Calls of one caller in any hour; 0: no limit. */
  readonly callerCallsPerHour: number;
  /** The part of the month's calls, in percent, that a warning keeps for the end of the month. */
  readonly reservePercent: number;
}

/** Hears once a month that only the reserve is left. */
export type ReserveListener = (count: { readonly calls: number; readonly callsPerMonth: number }) => void;

/** Warns once a month, when only the reserve of its calls is left. */
export class ReserveWarning {
  #warnedIn = "";

  constructor(
    readonly limits: CallLimits,
    readonly onReserve: ReserveListener,
  ) {}

  look(calls: number, month: string): void {
    const { callsPerMonth, reservePercent } = this.limits;
    if (callsPerMonth === 0 || this.#warnedIn === month || calls < callsPerMonth * (1 - reservePercent / 100)) return;
    this.#warnedIn = month;
    this.onReserve({ calls, callsPerMonth });
  }
}

/** The month's calls are made; `callsPerMonth` is how many there were. */
export function monthUsedUp(callsPerMonth: number, now: number): NotSentError {
  return new NotSentError(
    "QUOTA_EXHAUSTED",
    `The gateway has made the ${callsPerMonth} calls to the upstream that it may make in a month. Asking again does not help.`,
    untilNextMonth(now),
  );
}

/** One caller's calls of an hour are made. */
export function hourUsedUp(callerCallsPerHour: number, retryAfterMs: number): NotSentError {
  return new NotSentError(
    "QUOTA_EXHAUSTED",
    `This caller has made the ${callerCallsPerHour} calls to the upstream that one caller may make in an hour. Ask again later.`,
    retryAfterMs,
  );
}

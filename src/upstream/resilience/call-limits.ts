import { NotSentError } from "./not-sent-error.js";
import { untilNextMonth } from "./quota-month.js";

/** The limits on the number of calls. */
export interface CallLimits {
  /** Calls of all callers in a month of the upstream's quota; 0: no limit. */
  readonly callsPerMonth: number;
  /** Calls of one caller in any hour; 0: no limit. */
  readonly callerCallsPerHour: number;
  /** The reserve, in percent of the month's calls. A warning is given when only the reserve is left. */
  readonly reservePercent: number;
}

/** Called once a month, when only the reserve is left. */
export type ReserveListener = (count: { readonly calls: number; readonly callsPerMonth: number }) => void;

/** Warns once a month, when only the reserve is left. */
export class ReserveWarning {
  #warnedIn = "";

  constructor(
    readonly limits: CallLimits,
    readonly onReserve: ReserveListener,
  ) {}

  /** Warns if only the reserve is left, unless it has warned in this month. */
  check(calls: number, month: string): void {
    const { callsPerMonth, reservePercent } = this.limits;
    if (callsPerMonth === 0 || this.#warnedIn === month || calls < callsPerMonth * (1 - reservePercent / 100)) return;
    this.#warnedIn = month;
    this.onReserve({ calls, callsPerMonth });
  }
}

/** The error when the monthly limit is reached. */
export function monthUsedUp(callsPerMonth: number, now: number): NotSentError {
  return new NotSentError(
    "QUOTA_EXHAUSTED",
    `The gateway has made the ${callsPerMonth} calls to the upstream that it may make in a month. A retry does not help.`,
    untilNextMonth(now),
  );
}

/** The error when a caller's hourly limit is reached. It does not concern other callers. */
export class HourUsedUp extends NotSentError {
  constructor(callerCallsPerHour: number, retryAfterMs: number) {
    super(
      "QUOTA_EXHAUSTED",
      `This caller has made the ${callerCallsPerHour} calls to the upstream that one caller may make in an hour. Try again later.`,
      retryAfterMs,
    );
  }
}

import type { UpstreamStatus } from "../../transcript/upstream-observer.js";

/** A call that has been counted. */
export interface CountedCall {
  /** Uncounts the call: it was not sent, or the upstream does not count it. */
  release(): void;
}

/** How many calls were counted, and since when. */
export type CallCount = Pick<UpstreamStatus, "callsThisMonth" | "countingSince">;

/** Counts calls to the upstream before they are sent: for this process (in memory) or for all replicas (shared). */
export interface CallCounter {
  /** Counts a caller's call. @throws NotSentError `QUOTA_EXHAUSTED` at the monthly or the caller's hourly limit. */
  count(caller: string): Promise<CountedCall>;
  readonly total: CallCount;
}

import type { UpstreamStatus } from "../../transcript/upstream-observer.js";

/** How many calls were counted, and since when. */
export type CallCount = Pick<UpstreamStatus, "callsThisMonth" | "countingSince">;

/** Counts calls to the upstream before they are sent: for this process (in memory) or for all replicas (shared). */
export interface CallCounter {
  /**
   * Counts a caller's call. Returns a function that uncounts it: it was not sent, or the upstream does not count it.
   * @throws NotSentError `QUOTA_EXHAUSTED` at the monthly or the caller's hourly limit.
   */
  count(caller: string): Promise<() => void>;
  readonly total: CallCount;
}

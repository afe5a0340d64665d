/**
 * When the end of a transcript is looked at again. While a meeting runs that is often; once it has been quiet for a while, the pauses
 * double, since every look costs a call. All times are milliseconds of one clock.
 */

/** How often to look. */
export interface TailOptions {
  /** The pause while the transcript grows; 0: never look. */
  readonly tailMs: number;
  /** The longest pause: the maximum age, at which the transcript is read again anyway. */
  readonly maxPauseMs: number;
}

/** What has been seen of the end of one transcript. */
export interface TailState {
  /** When the end was last seen to change, or first seen. */
  readonly changedAt: number;
  readonly checkedAt: number;
  readonly pauseMs: number;
}

/** How long nothing may change before the pauses begin to double. */
const QUIET_MS = 30_000;

/** The end is seen for the first time: the meeting may well be running. */
export function startTail(now: number, { tailMs }: TailOptions): TailState {
  return { changedAt: now, checkedAt: now, pauseMs: tailMs };
}

/** The end has been looked at: `changed` when there was a new paragraph, or the last one had grown. */
export function afterCheck(state: TailState, changed: boolean, now: number, options: TailOptions): TailState {
  if (changed) return startTail(now, options);
  const isQuiet = now - state.changedAt >= QUIET_MS;
  const pauseMs = isQuiet ? Math.min(2 * state.pauseMs, options.maxPauseMs) : state.pauseMs;
  return { ...state, checkedAt: now, pauseMs };
}

/** True when whoever reads the end should look for more first. */
export function isCheckDue(state: TailState, now: number, { tailMs }: TailOptions): boolean {
  return tailMs > 0 && now - state.checkedAt >= state.pauseMs;
}

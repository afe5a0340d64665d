import { ageOf } from "../upstream/resilience/age.js";

/**
 * When to check the end of a transcript for new paragraphs. The checks are frequent while a meeting runs. Later the
 * pauses double, because every check costs a call. All times are milliseconds of one clock.
 */

/** How often to check. */
export interface TailOptions {
  /** The pause while the transcript grows; 0: never check. */
  readonly tailMs: number;
  /** The longest pause, because a transcript of this age is read again anyway. */
  readonly maxAgeMs: number;
}

/** The checks of one transcript's end so far. */
export interface TailState {
  /** When a check last found a change, or when the end was first read. */
  readonly changedAt: number;
  readonly checkedAt: number;
  readonly pauseMs: number;
}

/** The pauses double after this time without a change. */
const QUIET_MS = 30_000;

/** The state after the end was read for the first time. The meeting may still be running. */
export function startTail(now: number, { tailMs }: TailOptions): TailState {
  return { changedAt: now, checkedAt: now, pauseMs: tailMs };
}

/** The state after a check. `changed`: there was a new paragraph, or the last one had grown. */
export function afterCheck(state: TailState, changed: boolean, now: number, options: TailOptions): TailState {
  if (changed) return startTail(now, options);
  const isQuiet = ageOf(state.changedAt, now) >= QUIET_MS;
  const pauseMs = isQuiet ? Math.min(2 * state.pauseMs, options.maxAgeMs) : state.pauseMs;
  return { ...state, checkedAt: now, pauseMs };
}

/** True if the end must be checked before it is read. */
export function isCheckDue(state: TailState, now: number, { tailMs }: TailOptions): boolean {
  return tailMs > 0 && ageOf(state.checkedAt, now) >= state.pauseMs;
}

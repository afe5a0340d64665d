const ONE_SECOND_MS = 1000;
/** Past this many tokens the ones that have fallen silent are forgotten. */
const TOKENS_KEPT = 1000;

/** True when a call with this token may pass now; a call that may not pass counts for nothing. */
export type Throttle = (token: string) => boolean;

/**
 * At most `callsPerSecond` calls in any second for each token; 0 means no limit, a fraction one call in several seconds.
 * `now` gives milliseconds on a clock that never goes back.
 */
export function createThrottle(callsPerSecond: number, now: () => number): Throttle {
  if (callsPerSecond <= 0) return () => true;
  const most = Math.max(1, Math.floor(callsPerSecond));
  const windowMs = ONE_SECOND_MS * Math.max(1, 1 / callsPerSecond);
  const passed = new Map<string, readonly number[]>();
  return (token) => {
    const since = now() - windowMs;
    if (passed.size > TOKENS_KEPT) forgetBefore(since, passed);
    const recent = (passed.get(token) ?? []).filter((time) => time > since);
    const passes = recent.length < most;
    passed.set(token, passes ? [...recent, now()] : recent);
    return passes;
  };
}

function forgetBefore(since: number, passed: Map<string, readonly number[]>): void {
  for (const [token, times] of passed) if ((times.at(-1) ?? since) <= since) passed.delete(token);
}

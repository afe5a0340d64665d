const ONE_SECOND_MS = 1000;
/** Above this number of tokens, idle ones are forgotten. */
const TOKENS_KEPT = 1000;

/**
 * Allows `callsPerSecond` calls in any second for each token; 0 means no limit, a fraction one call in several seconds.
 * The returned function says whether a call with a token may pass now; a refused call does not count. `now` returns
 * milliseconds on a clock that never goes back.
 */
export function createThrottle(callsPerSecond: number, now: () => number): (token: string) => boolean {
  if (callsPerSecond <= 0) return () => true;
  const maxRecent = Math.max(1, Math.floor(callsPerSecond));
  const windowMs = ONE_SECOND_MS * Math.max(1, 1 / callsPerSecond);
  const passed = new Map<string, readonly number[]>();
  return (token) => {
    const since = now() - windowMs;
    if (passed.size > TOKENS_KEPT) forgetBefore(since, passed);
    const recent = (passed.get(token) ?? []).filter((time) => time > since);
    const passes = recent.length < maxRecent;
    passed.set(token, passes ? [...recent, now()] : recent);
    return passes;
  };
}

function forgetBefore(since: number, passed: Map<string, readonly number[]>): void {
  for (const [token, times] of passed) if ((times.at(-1) ?? since) <= since) passed.delete(token);
}

/**
 * Runs work with a signal that aborts when `signal` does, or with what `late` gives once `limitMs` have passed. Work that fails
 * after an abort is taken to fail for that abort's reason. No timer is left behind.
 */
export async function withTimeLimit<T>(
  signal: AbortSignal,
  limitMs: number,
  late: () => Error,
  work: (limited: AbortSignal) => Promise<T>,
): Promise<T> {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(late()), Math.max(0, limitMs));
  const limited = AbortSignal.any([signal, limit.signal]);
  try {
    return await work(limited);
  } catch (error) {
    limited.throwIfAborted();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

/** The number of slices of a deadline. */
const SLICES = 5;

/**
 * Calls `onExpiry` after `timeoutMs`, unless the returned function is called first. A server is not slow because this
 * process was: the time is counted in slices, one after the other, and the event loop cannot use up more than one of
 * them at a stretch. After the last one, replies that have already arrived are read before `onExpiry` is called.
 */
export function startDeadline(timeoutMs: number, onExpiry: () => void): () => void {
  let immediate: NodeJS.Immediate | undefined;
  let timer: NodeJS.Timeout | undefined;
  const waitFor = (slices: number) => {
    if (slices === 0) immediate = setImmediate(onExpiry);
    else timer = setTimeout(() => waitFor(slices - 1), timeoutMs / SLICES);
  };
  waitFor(SLICES);
  return () => {
    clearTimeout(timer);
    clearImmediate(immediate);
  };
}

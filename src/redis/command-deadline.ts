/**
 * Calls `onExpiry` after `timeoutMs`, unless the returned function is called first. After a busy event loop, an expired
 * timer runs before replies that have already arrived are read. So the callback waits until they have been read.
 */
export function startDeadline(timeoutMs: number, onExpiry: () => void): () => void {
  let immediate: NodeJS.Immediate | undefined;
  const timer = setTimeout(() => {
    immediate = setImmediate(onExpiry);
  }, timeoutMs);
  return () => {
    clearTimeout(timer);
    clearImmediate(immediate);
  };
}

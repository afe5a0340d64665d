/**
 * Calls back when `timeoutMs` are over, unless it is called off by the function that this gives. A process that was busy for longer than that
 * finds the timer due before it has read replies that have long been there; so it reads them first, and then looks again.
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

/** A store that needs more than 50 ms counts as failed, because calls to the upstream should not wait for it longer. */
const TICKS = 5;
const TICK_MS = 10;

/** After a slow or failed request, nobody waits for the store for this time. Requests are still sent. */
export const COOLDOWN_MS = 500;

/** Waits for a store for 50 ms. After it was slow or failed, it does not wait at all for the cooldown. */
export class StoreTimeout {
  #endedAt = -Infinity;

  /** `now`: a clock in milliseconds. */
  constructor(readonly now: () => number) {}

  /** The result of `work`, or null if it fails or takes too long. The work itself continues. */
  async wait<T>(work: Promise<T>): Promise<T | null> {
    if (this.now() - this.#endedAt < COOLDOWN_MS) {
      work.catch(() => {});
      return null;
    }
    const { promise, resolve } = Promise.withResolvers<T | null>();
    const giveUp = () => {
      this.#endedAt = this.now();
      resolve(null);
    };
    const cancel = afterTicks(TICKS, giveUp);
    work.then(resolve, giveUp).finally(cancel);
    return promise;
  }
}

/**
 * Calls `onEnd` after `ticks` timers of 10 ms each, unless the returned function is called first. If the process itself
 * is delayed, only one timer is late, so the store is not blamed. Replies that have arrived are read before `onEnd`.
 */
function afterTicks(ticks: number, onEnd: () => void): () => void {
  let immediate: NodeJS.Immediate | undefined;
  let timer: NodeJS.Timeout | undefined;
  const tick = (left: number) => {
    timer = setTimeout(() => {
      if (left > 1) tick(left - 1);
      else immediate = setImmediate(onEnd);
    }, TICK_MS);
  };
  tick(ticks);
  return () => {
    clearTimeout(timer);
    clearImmediate(immediate);
  };
}

/** A store that takes longer counts as failed, because a call to the upstream should not wait for it: 50 ms. */
const LOOKS = 5;
const LOOK_MS = 10;

/** How long nobody waits for a store that was slow or failed; it is still asked. */
export const IMPATIENCE_MS = 500;

/** Waits a little for a store; once it was too slow or failed, for a while not at all. */
export class Patience {
  #endedAt = -Infinity;

  /** `now` gives milliseconds on any clock. */
  constructor(readonly now: () => number) {}

  /** What the store gives, or null when it fails or takes too long. The work itself goes on. */
  async wait<T>(work: Promise<T>): Promise<T | null> {
    if (this.now() - this.#endedAt < IMPATIENCE_MS) {
      work.catch(() => {});
      return null;
    }
    const { promise, resolve } = Promise.withResolvers<T | null>();
    const giveUp = () => {
      this.#endedAt = this.now();
      resolve(null);
    };
    const callOff = afterLooks(LOOKS, giveUp);
    work.then(resolve, giveUp).finally(callOff);
    return promise;
  }
}

/**
 * Calls back after so many looks, 10 ms apart, unless the returned function calls it off. If the process itself is held up, that is one late
 * look, not many: the store is not blamed for it. Replies that have arrived are read before the last look counts.
 */
function afterLooks(looks: number, onEnd: () => void): () => void {
  let immediate: NodeJS.Immediate | undefined;
  let timer: NodeJS.Timeout | undefined;
  const look = (left: number) => {
    timer = setTimeout(() => {
      if (left > 1) look(left - 1);
      else immediate = setImmediate(onEnd);
    }, LOOK_MS);
  };
  look(looks);
  return () => {
    clearTimeout(timer);
    clearImmediate(immediate);
  };
}

import { startDeadline } from "../../redis/command-deadline.js";

/** A store that takes longer counts as one that fails: a call to the upstream is not to wait for it. */
export const PATIENCE_MS = 50;

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
    const callOff = startDeadline(PATIENCE_MS, giveUp);
    work.then(resolve, giveUp).finally(callOff);
    return promise;
  }
}

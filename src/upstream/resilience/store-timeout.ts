import { startDeadline } from "../../redis/command-deadline.js";
import { ageOf } from "./age.js";

/** A store that needs more than 50 ms counts as failed, because calls to the upstream should not wait for it longer. */
const MAX_WAIT_MS = 50;

/** After a slow or failed request, nobody waits for the store for this time. Requests are still sent. */
export const COOLDOWN_MS = 500;

/** Waits for a store for 50 ms. After it was slow or failed, it does not wait at all for the cooldown. */
export class StoreTimeout {
  #endedAt = -Infinity;

  /** `now`: a clock in milliseconds. */
  constructor(readonly now: () => number) {}

  /** The result of `work`, or null if it fails or takes too long. The work itself continues. */
  async wait<T>(work: Promise<T>): Promise<T | null> {
    if (ageOf(this.#endedAt, this.now()) < COOLDOWN_MS) {
      work.catch(() => {});
      return null;
    }
    const { promise, resolve } = Promise.withResolvers<T | null>();
    const giveUp = () => {
      this.#endedAt = this.now();
      resolve(null);
    };
    const cancel = startDeadline(MAX_WAIT_MS, giveUp);
    work.then(resolve, giveUp).finally(cancel);
    return promise;
  }
}

import type { SharedStore } from "../../redis/shared-store.js";
import { RENEW } from "./replica-scripts.js";

/** A lease that is not renewed ends after this time: so long do the others wait for a holder that has died. */
export const LEASE_MS = 1500;
const RENEW_MS = 500;

/**
 * The right to make the next call for one transcript, until it ends by itself. It is renewed for as long as it is not stopped. Its number is higher
 * than those of all leases before, so that a holder that lost it while it was held up cannot overwrite what a later one wrote.
 */
export class Lease {
  readonly #timer: NodeJS.Timeout;

  /** `value`: what stands under `key`, which nobody else knows; it begins with the number. */
  constructor(
    readonly store: SharedStore,
    readonly key: string,
    readonly fence: string,
    readonly value: string,
  ) {
    this.#timer = setInterval(() => void this.#renew(), RENEW_MS).unref();
  }

  /** Renews it no more. */
  stop(): void {
    clearInterval(this.#timer);
  }

  /** One that cannot be renewed has ended, or will; nothing depends on it. */
  async #renew(): Promise<void> {
    const kept = await this.store.run(RENEW, [this.key], [this.value, LEASE_MS]).catch(() => 1);
    if (kept === 0) this.stop();
  }
}

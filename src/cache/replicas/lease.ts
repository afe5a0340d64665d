import type { SharedStore } from "../../redis/shared-store.js";
import { RENEW } from "./replica-scripts.js";

/** A lease ends this long after its last renewal. After a crash of the holder, other replicas wait for so long. */
export const LEASE_MS = 1500;
const RENEW_MS = 500;

/**
 * The right to make the next call for one transcript. It is renewed until it is stopped. Its fencing number is higher
 * than those of all earlier leases. A holder that was delayed and lost its lease therefore cannot overwrite the entry
 * of a later holder.
 */
export class Lease {
  readonly #timer: NodeJS.Timeout;

  /** `value`: the secret value under `key`; it begins with the fencing number. */
  constructor(
    readonly store: SharedStore,
    readonly key: string,
    readonly fence: string,
    readonly value: string,
  ) {
    this.#timer = setInterval(() => void this.#renew(), RENEW_MS).unref();
  }

  /** Ends the renewals. */
  stop(): void {
    clearInterval(this.#timer);
  }

  /** A failed renewal is harmless: the lease ends by itself. */
  async #renew(): Promise<void> {
    const kept = await this.store.run(RENEW, [this.key], [this.value, LEASE_MS]).catch(() => 1);
    if (kept === 0) this.stop();
  }
}

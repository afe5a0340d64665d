import { deriveKey } from "../derive-key.js";
import type { Clock } from "./clock.js";

/** How long a secret is used before its file is read again. */
const KNOWN_MS = 30_000;

/**
 * Derives keys from the app's secret without revealing it. While the secret cannot be read, for example because its
 * file is being replaced, the last one counts.
 */
export class AppSecret {
  #secret: Promise<string> | null = null;
  #readAt = -Infinity;

  /** `read`: reads the current secret. */
  constructor(
    readonly read: () => Promise<string>,
    readonly clock: Clock,
  ) {}

  /** 32 bytes, derived from the app's secret, `secret` and `purpose`. @throws the error of the first `read`. */
  async deriveKey(secret: string, purpose: string): Promise<Buffer> {
    return deriveKey(await this.#get(), secret, purpose);
  }

  async #get(): Promise<string> {
    const now = this.clock.elapsed();
    if (this.#secret === null || now - this.#readAt >= KNOWN_MS) {
      this.#readAt = now;
      const known = this.#secret;
      this.#secret = this.read().catch((error: unknown) => known ?? Promise.reject(error));
      this.#secret.catch(() => (this.#secret = null));
    }
    return this.#secret;
  }
}

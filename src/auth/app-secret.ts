import { hkdfSync } from "node:crypto";
import type { Clock } from "./clock.js";

/** How long a secret that was read is taken for the current one: its file changes rarely, and is read for every token anyway. */
const KNOWN_MS = 30_000;

/** The app's secret as a source of keys, which does not give the secret itself. */
export class AppSecret {
  #secret: Promise<string> | null = null;
  #readAt = -Infinity;

  /** `read` gives the secret as it is now. */
  constructor(
    readonly read: () => Promise<string>,
    readonly clock: Clock,
  ) {}

  /** 32 bytes, from the app's secret and another one; others for another `purpose`. @throws what reading throws. */
  async deriveKey(secret: string, purpose: string): Promise<Buffer> {
    return Buffer.from(hkdfSync("sha256", await this.#get(), secret, purpose, 32));
  }

  async #get(): Promise<string> {
    const now = this.clock.now();
    if (this.#secret === null || now - this.#readAt >= KNOWN_MS) {
      this.#readAt = now;
      this.#secret = this.read();
      this.#secret.catch(() => (this.#secret = null));
    }
    return this.#secret;
  }
}

import { IndependentFailures } from "./independent-failures.js";

/**
 * Detects a ban of the gateway's address. The upstream's firewall may also block one request only. So a ban is assumed
 * if two callers and two meetings were blocked, and no call that was sent after the first block had a response.
 */
export class BanDetector {
  #independent = new IndependentFailures();
  #since = -Infinity;
  #until = -Infinity;

  constructor(readonly now: () => number) {}

  /** Records that a call was blocked for `forMs`. Returns true if the address is banned. */
  addBan(caller: string, meeting: string, forMs: number): boolean {
    if (this.now() >= this.#until) {
      this.#independent = new IndependentFailures();
      this.#since = this.now();
    }
    this.#until = Math.max(this.#until, this.now() + forMs);
    this.#independent.add(caller, meeting);
    return this.#independent.areIndependent;
  }

  /** Records that a call that was sent at `sentAt` had a response. */
  addResponse(sentAt: number): void {
    if (sentAt > this.#since) this.#until = -Infinity;
  }
}

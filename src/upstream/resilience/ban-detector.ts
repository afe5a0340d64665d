import { Witnesses } from "./witnesses.js";

/**
 * Tells a ban of the gateway's address from one request that the upstream's firewall did not like. It is believed when two callers and
 * two meetings have seen it, and no call that went out after the first sighting had a response.
 */
export class BanDetector {
  #witnesses = new Witnesses();
  #since = -Infinity;
  #until = -Infinity;

  constructor(readonly now: () => number) {}

  /** A call of this caller was told that the address is banned for so long; true when that is to be believed. */
  addBan(caller: string, meeting: string, forMs: number): boolean {
    if (this.now() >= this.#until) {
      this.#witnesses = new Witnesses();
      this.#since = this.now();
    }
    this.#until = Math.max(this.#until, this.now() + forMs);
    this.#witnesses.add(caller, meeting);
    return this.#witnesses.areEnough;
  }

  /** A call that went out at `sentAt` had a response. */
  addResponse(sentAt: number): void {
    if (sentAt > this.#since) this.#until = -Infinity;
  }
}

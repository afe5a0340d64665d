import type { CountStore, StoredCall } from "../../../src/upstream/resilience/shared-call-counter.js";

/** When a `FakeCounts` began to count. */
export const SINCE = Date.parse("2026-10-31T16:00:00Z");

/** A store that counts, and fails while `isOut`. */
export class FakeCounts implements CountStore {
  isOut = false;
  /** Its responses wait until the test releases them. */
  gate: Promise<void> = Promise.resolve();
  calls = 0;
  reads = 0;
  refusedBy: "month" | "hour" | null = null;

  async count(_call: StoredCall, owed: number) {
    this.#pay(owed);
    if (this.refusedBy === null) this.calls += 1;
    await this.gate;
    return { refusedBy: this.refusedBy, calls: this.calls, since: SINCE, retryAfterMs: 5000 };
  }

  async release(): Promise<void> {
    this.#pay(0);
    this.calls -= 1;
  }

  async read(_month: string, owed: number) {
    this.reads += 1;
    this.#pay(owed);
    await this.gate;
    return { calls: this.calls, since: SINCE };
  }

  #pay(owed: number): void {
    if (this.isOut) throw new Error("out");
    this.calls += owed;
  }
}

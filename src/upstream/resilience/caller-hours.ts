import { LRUCache } from "lru-cache";
import { ageOf } from "./age.js";
import { HourUsedUp } from "./call-limits.js";

const HOUR_MS = 3_600_000;

/** The maximum number of callers whose calls are stored. The one that called longest ago is removed first. */
const MAX_CALLERS = 10_000;

/** The calls of each caller in this process within the last hour. */
export class CallerHours {
  readonly #callers = new LRUCache<string, number[]>({ max: MAX_CALLERS });

  /** 0: no limit. */
  constructor(readonly callsPerHour: number) {}

  /** @throws NotSentError `QUOTA_EXHAUSTED` if the caller has reached the limit. */
  check(caller: string, now: number): void {
    const calls = this.#recentOf(caller, now);
    const [oldest] = calls;
    if (this.callsPerHour === 0 || calls.length < this.callsPerHour || oldest === undefined) return;
    throw new HourUsedUp(this.callsPerHour, oldest + HOUR_MS - now);
  }

  /** Adds a call, and returns a function that removes it. */
  add(caller: string, now: number): () => void {
    const calls = this.#recentOf(caller, now);
    calls.push(now);
    this.#callers.set(caller, calls);
    return () => {
      const index = calls.lastIndexOf(now);
      if (index >= 0) calls.splice(index, 1);
    };
  }

  #recentOf(caller: string, now: number): number[] {
    const calls = this.#callers.get(caller) ?? [];
    const firstRecent = calls.findIndex((at) => ageOf(at, now) < HOUR_MS);
    calls.splice(0, firstRecent < 0 ? calls.length : firstRecent);
    return calls;
  }
}

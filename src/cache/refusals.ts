import { LRUCache } from "lru-cache";
import { type ErrorCode, GatewayError } from "../errors.js";
import { ageOf } from "../upstream/resilience/age.js";

/** Refusals that frontends poll on: the meeting has no record yet, or the caller may not read it yet. */
const REPEATED: ReadonlySet<ErrorCode> = new Set([
  "CLOUD_RECORD_NOT_FOUND",
  "FORBIDDEN",
  "UNKNOWN_USER",
  "MEETING_CLOSED",
]);

/** How long a refusal is repeated without a call, in milliseconds. */
export const REPEAT_MS = 5000;
const MAX_REFUSALS = 10_000;

/** The upstream's latest refusals, repeated for a few seconds without a call, because frontends poll. */
export class Refusals {
  readonly #refusals = new LRUCache<string, { readonly error: GatewayError; readonly at: number }>({
    // Not `max`: lru-cache would create its arrays at their full length at once.
    maxSize: MAX_REFUSALS,
    sizeCalculation: () => 1,
  });

  /** `now`: milliseconds. */
  constructor(readonly now: () => number) {}

  /** @throws GatewayError the latest refusal of this key, if it is less than 5 s old. */
  check(key: string): void {
    const refusal = this.#refusals.get(key);
    if (refusal === undefined) return;
    if (ageOf(refusal.at, this.now()) < REPEAT_MS) throw refusal.error;
    this.#refusals.delete(key);
  }

  /** Stores an error if it is a refusal, and returns whether it is. `at`: when it happened, in milliseconds. */
  remember(key: string, error: unknown, at: number): boolean {
    if (!(error instanceof GatewayError && REPEATED.has(error.code))) return false;
    this.#refusals.set(key, { error, at });
    return true;
  }
}

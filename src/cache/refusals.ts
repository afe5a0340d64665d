import { LRUCache } from "lru-cache";
import { type ErrorCode, GatewayError } from "../errors.js";

/** What a frontend polls for until it changes: a meeting that has no record yet, or that someone may not see yet. */
const REPEATED: ReadonlySet<ErrorCode> = new Set([
  "CLOUD_RECORD_NOT_FOUND",
  "FORBIDDEN",
  "UNKNOWN_USER",
  "MEETING_CLOSED",
]);

/** How long a refusal is repeated without a call, in milliseconds. */
export const REPEAT_MS = 5000;
const MAX_REFUSALS = 10_000;

/** The upstream's latest refusals, which are repeated for a few seconds because frontends poll. No other error is remembered. */
export class Refusals {
  readonly #refusals = new LRUCache<string, { readonly error: GatewayError; readonly at: number }>({
    max: MAX_REFUSALS,
  });

  /** `now`: milliseconds. */
  constructor(readonly now: () => number) {}

  /** @throws GatewayError the refusal of this key's latest read, if that was less than 5 s ago. */
  check(key: string): void {
    const refusal = this.#refusals.get(key);
    if (refusal === undefined) return;
    if (this.now() - refusal.at < REPEAT_MS) throw refusal.error;
    this.#refusals.delete(key);
  }

  /** Remembers a refusal of a time, by default of now, and says whether the error is one. */
  remember(key: string, error: unknown, at = this.now()): boolean {
    if (!(error instanceof GatewayError && REPEATED.has(error.code))) return false;
    this.#refusals.set(key, { error, at });
    return true;
  }
}

import type { GatewayError } from "../../errors.js";
import type { CacheEntry } from "../cache-entry.js";

/** The right to make a call. Whoever has it says how the call ended; that takes no time, and never throws. */
export interface CallRight {
  /** The number that the entry will have; null: no other replica will see it. */
  readonly fence: string | null;
  /** The call gave an entry, which is written for the other replicas. */
  publish(entry: CacheEntry): void;
  /** The call failed, as it will for those who wait for it. */
  fail(error: unknown): void;
  /** The upstream refused the caller, who loses what it has. `isRepeated`: the refusal is remembered for a while. */
  refuse(error: GatewayError, isRepeated: boolean): void;
}

/**
 * What to do: use an entry that another replica has read; fail as another replica's call did; repeat the refusal that another replica had; or make
 * the call, for which `entry` is the newest there is to start from.
 */
export type Turn =
  | { readonly kind: "found"; readonly entry: CacheEntry }
  | { readonly kind: "failed"; readonly error: GatewayError }
  | { readonly kind: "refused"; readonly error: GatewayError; readonly at: number }
  | { readonly kind: "call"; readonly entry: CacheEntry | null; readonly right: CallRight };

/** The right of a replica that is on its own. */
export const ALONE: CallRight = { fence: null, publish() {}, fail() {}, refuse() {} };

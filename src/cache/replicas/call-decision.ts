import type { GatewayError } from "../../errors.js";
import type { CacheEntry } from "../cache-entry.js";

/** The right to make a call. Its holder reports how the call ended. The reports return at once and never throw. */
export interface CallRight {
  /** The fencing number of the new entry; null: no other replica will see it. */
  readonly fence: string | null;
  /** The call succeeded: the entry is written for the other replicas. */
  publish(entry: CacheEntry): void;
  /** The call failed: the replicas that wait for it fail with the same error. */
  fail(error: unknown): void;
  /** The upstream refused the caller, whose own entry is deleted. `isRepeated`: the refusal is stored for 5 s. */
  refuse(error: GatewayError, isRepeated: boolean): void;
}

/**
 * The next action. `found`: use another replica's entry. `failed`: fail with the error of another replica's call.
 * `refused`: repeat a refusal that another replica got. `call`: make the call, starting from `entry`, the newest one
 * of all replicas.
 */
export type CallDecision =
  | { readonly kind: "found"; readonly entry: CacheEntry }
  | { readonly kind: "failed"; readonly error: GatewayError }
  | { readonly kind: "refused"; readonly error: GatewayError; readonly at: number }
  | { readonly kind: "call"; readonly entry: CacheEntry | null; readonly right: CallRight };

/** The right to a call that is not coordinated with other replicas. */
export const UNCOORDINATED: CallRight = { fence: null, publish() {}, fail() {}, refuse() {} };

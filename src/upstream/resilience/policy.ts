import type { CallObserver } from "../../transcript/upstream-observer.js";

/** The facts about one call that policies need: its caller, its meeting and its deadline, but not its contents. */
export interface CallContext {
  /** The upstream's limits apply to it: a digest of the token or the app. */
  readonly identity: string;
  /** The identity with the operator. It distinguishes callers and is never shown. */
  readonly caller: string;
  /** The meeting, because failures of one meeting say nothing about the upstream. */
  readonly meeting: string;
  /** Aborts when nobody waits for the result any more. */
  readonly signal: AbortSignal;
  /** The time until the operation's deadline, in milliseconds. */
  readonly remainingMs: () => number;
  /** From 1; each retry adds one. */
  readonly attempt: number;
  /** False: after a timeout the caller requests a smaller page instead. */
  readonly repeatsTimeouts: boolean;
  /** Watches only this caller's calls; null: nobody does. */
  readonly observer: CallObserver | null;
  /** Called when an attempt leaves the gateway. */
  readonly onSent: () => void;
}

/** One call to the upstream. It rejects for the reason of `context.signal` once that aborts. */
export type Call<Context extends CallContext, Result> = (context: Context) => Promise<Result>;

/**
 * A resilience policy takes a call and returns a call with one more behaviour, such as waiting for a permit. A policy
 * knows errors, but not the upstream's requests or responses.
 */
export type Policy = <Context extends CallContext, Result>(next: Call<Context, Result>) => Call<Context, Result>;

/** Combines policies into one. The first is the outermost, so a call passes them from left to right. */
export function compose(...policies: readonly Policy[]): Policy {
  return (call) => policies.reduceRight((next, policy) => policy(next), call);
}

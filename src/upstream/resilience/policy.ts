import type { UpstreamObserver } from "../../transcript/upstream-observer.js";

/** What the policies know of one call: who asks, about which meeting, and for how long. Nothing of it says what is asked. */
export interface CallContext {
  /** What the upstream limits: a digest that stands for the token or the app. */
  readonly identity: string;
  /** Who asks: the identity and the operator. Callers are told apart by it, and it is never shown. */
  readonly caller: string;
  /** What is asked about: trouble with one meeting says nothing about the upstream. */
  readonly meeting: string;
  /** Aborts when nobody waits for the result any more. */
  readonly signal: AbortSignal;
  /** What is left of the operation's time, in milliseconds. */
  readonly remainingMs: () => number;
  /** From 1; each repetition of the call adds one. */
  readonly attempt: number;
  /** False: after a call that was late, whoever made it asks for less instead. */
  readonly repeatsTimeouts: boolean;
  /** Watch this caller's calls alone. */
  readonly observers: readonly UpstreamObserver[];
  /** Called when an attempt leaves the gateway. */
  readonly onSent: () => void;
}

/** One call to the upstream. It rejects for the reason of `context.signal` once that aborts. */
export type Call<Context extends CallContext, Result> = (context: Context) => Promise<Result>;

/**
 * A resilience policy: takes a call and returns a call, which does one thing more, such as to wait for its turn. A policy knows
 * errors, and nothing of the upstream's requests or responses.
 */
export type Policy = <Context extends CallContext, Result>(next: Call<Context, Result>) => Call<Context, Result>;

/** One policy out of several; the first is the outermost, so that a call passes them from left to right. */
export function compose(...policies: readonly Policy[]): Policy {
  return (call) => policies.reduceRight((next, policy) => policy(next), call);
}

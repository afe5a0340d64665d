import { GatewayError } from "../../errors.js";
import type { UpstreamStatus } from "../../transcript/upstream-observer.js";
import { withDeadline } from "./deadline.js";
import { CallerCounts, mayTake } from "./fair-share.js";
import { NotSentError } from "./not-sent-error.js";
import type { CallContext, Policy } from "./policy.js";
import type { StartRate } from "./start-rate.js";
import { TokenQueue, type WaitingCall } from "./token-queue.js";

const SECOND_MS = 1000;

/** One caller may have at most as many permits as are free. Alone, it gets half of them. */
const PERMIT_RATIO = 1;

/** How many calls may be in flight, and how long one may wait for a permit. */
export interface ThrottleLimits {
  /** The number of permits: the maximum of calls in flight, for all callers together. */
  readonly concurrency: number;
  readonly maxWaitMs: number;
}

/**
 * Delays calls until a permit, the rate of their identity and the rate of all identities allow them. Identities take
 * turns, and so do the callers of one identity: a busy caller does not delay the others.
 */
export class Throttle {
  /** The queues in the order of their turns. A queue moves to the end when one of its calls starts. */
  readonly #queues = new Map<string, TokenQueue>();
  readonly #permits = new CallerCounts();
  #inFlight = 0;
  #waiting = 0;
  #isStarting = false;
  #pausedUntil = -Infinity;
  #wakeUp: NodeJS.Timeout | undefined;
  #isCleaningUp = false;

  constructor(
    readonly limits: ThrottleLimits,
    readonly rate: StartRate,
  ) {
    rate.onRoom(() => this.#startSoon());
  }

  get load(): Pick<UpstreamStatus, "waiting" | "inFlight" | "queues"> {
    return { waiting: this.#waiting, inFlight: this.#inFlight, queues: this.#queues.size };
  }

  /**
   * Starts a call as soon as all limits allow it. A call that is cancelled while it waits never starts.
   * @throws NotSentError `RATE_LIMITED` if the wait is too long; at once if that is certain.
   */
  readonly takePermit: Policy = (next) => async (context) => {
    context.signal.throwIfAborted();
    await this.#waitForTurn(context);
    try {
      context.signal.throwIfAborted();
      return await next(context);
    } finally {
      this.#release(context.caller);
    }
  };

  /**
   * If the upstream throttles a call, pauses the calls of its identity for the stated time, or the calls of everyone if
   * the error's scope is `all`.
   */
  readonly pauseWhenThrottled: Policy = (next) => async (context) => {
    try {
      return await next(context);
    } catch (error) {
      if (error instanceof GatewayError && error.code === "RATE_LIMITED") this.#pause(context.identity, error);
      throw error;
    }
  };

  #pause(identity: string, { details: { retryAfterMs = 0, scope } }: GatewayError): void {
    const now = performance.now();
    if (scope === "all") this.#pausedUntil = Math.max(this.#pausedUntil, now + retryAfterMs);
    else this.#queueOf(identity).pause(retryAfterMs, now);
    this.rate.pause(scope === "all" ? null : identity, retryAfterMs);
  }

  async #waitForTurn({ identity, caller, signal }: CallContext): Promise<void> {
    const queue = this.#queueOf(identity);
    const soonestMs = this.#soonestStartMs(identity, queue, caller);
    const { maxWaitMs } = this.limits;
    if (soonestMs > maxWaitMs) throw tooLong(soonestMs - maxWaitMs);
    this.#waiting += 1;
    const late = () => tooLong(this.#soonestStartMs(identity, queue, caller));
    // A call that need not wait starts even with a maximum of 0.
    const limitMs = Math.max(1, maxWaitMs);
    await withDeadline(signal, limitMs, late, (limited) => this.#join(queue, caller, limited)).finally(() => {
      this.#waiting -= 1;
    });
  }

  #join(queue: TokenQueue, caller: string, signal: AbortSignal): Promise<void> {
    return new Promise((start, refuse) => {
      const call: WaitingCall = { caller, start };
      const giveUp = () => {
        queue.remove(call);
        refuse(signal.reason);
      };
      signal.addEventListener("abort", giveUp, { once: true });
      queue.add(call);
      this.#startSoon();
    });
  }

  #release(caller: string): void {
    this.#inFlight -= 1;
    this.#permits.change(caller, -1);
    this.#startSoon();
  }

  /** First lets all calls of this turn of the event loop join, so that their callers take turns from the start. */
  #startSoon(): void {
    if (this.#isStarting) return;
    this.#isStarting = true;
    queueMicrotask(() => {
      this.#isStarting = false;
      this.#startCalls();
    });
  }

  /** Starts all calls that may start now, and sets a timer for the next one. */
  #startCalls(): void {
    const now = performance.now();
    while (this.#startOne(now));
    clearTimeout(this.#wakeUp);
    const at = this.#nextStartAt(now);
    if (at !== Infinity) this.#wakeUp = setTimeout(() => this.#startCalls(), Math.ceil(at - now));
  }

  #startOne(now: number): boolean {
    const free = this.limits.concurrency - this.#inFlight;
    if (free === 0 || now < this.#pausedUntil) return false;
    const hasPermit = (caller: string) => mayTake(this.#permits.of(caller), free, PERMIT_RATIO);
    for (const [identity, queue] of this.#queues) {
      const call = queue.take(
        now,
        (caller, sinceLastStartMs) =>
          hasPermit(caller) && this.rate.allows({ identity, caller, sinceLastStartMs }, now),
      );
      if (call === null) continue;
      this.#queues.delete(identity);
      this.#queues.set(identity, queue);
      this.#start(identity, call, now);
      return true;
    }
    return false;
  }

  #start(identity: string, { caller, start }: WaitingCall, now: number): void {
    this.#inFlight += 1;
    this.#permits.change(caller, 1);
    this.rate.add(identity, caller, now);
    start();
  }

  /** When the next call may start; `Infinity` if none waits, or if all permits are taken. */
  #nextStartAt(now: number): number {
    const waiting = [...this.#queues].filter(([, queue]) => !queue.isEmpty);
    if (waiting.length === 0 || this.#inFlight === this.limits.concurrency) return Infinity;
    if (now < this.#pausedUntil) return this.#pausedUntil;
    const times = waiting.map(([identity, { pausedUntil }]) =>
      now < pausedUntil ? pausedUntil : this.rate.nextRoomAt(identity, now),
    );
    return Math.min(...times);
  }

  /** The minimum wait of a new call: the caller's own waiting calls, the rate and pauses count. */
  #soonestStartMs(identity: string, queue: TokenQueue, caller: string): number {
    const now = performance.now();
    const byRate = this.rate.soonestStart(identity, queue.waitingOf(caller) + 1, now);
    return Math.max(byRate, queue.pausedUntil, this.#pausedUntil, now) - now;
  }

  #queueOf(identity: string): TokenQueue {
    const known = this.#queues.get(identity);
    if (known !== undefined) return known;
    const queue = new TokenQueue();
    this.#queues.set(identity, queue);
    this.#forgetIdleLater();
    return queue;
  }

  /** Removes idle queues once a second, while there are queues. */
  #forgetIdleLater(): void {
    if (this.#isCleaningUp || this.#queues.size === 0) return;
    this.#isCleaningUp = true;
    setTimeout(() => {
      const now = performance.now();
      for (const [identity, queue] of this.#queues)
        if (queue.isIdle(now) && this.rate.isIdle(identity, now)) this.#forget(identity);
      this.#isCleaningUp = false;
      this.#forgetIdleLater();
    }, SECOND_MS).unref();
  }

  #forget(identity: string): void {
    this.#queues.delete(identity);
    this.rate.forget(identity);
  }
}

function tooLong(waitMs: number): NotSentError {
  return new NotSentError(
    "RATE_LIMITED",
    "Too many calls to the upstream are waiting. Wait before you try again.",
    Math.max(waitMs, SECOND_MS),
  );
}

import { GatewayError } from "../../errors.js";
import { withDeadline } from "./deadline.js";
import { Holdings, mayTake } from "./fair-share.js";
import { NotSentError } from "./not-sent-error.js";
import type { CallContext, Policy } from "./policy.js";
import type { StartRate } from "./start-rate.js";
import { TokenQueue, type WaitingCall } from "./token-queue.js";

const SECOND_MS = 1000;

/** One caller holds at most as many permits as are free: half of them, when it is alone. */
const PERMIT_RATIO = 1;

/** How many calls may be under way, and how long one may wait for its turn. */
export interface ThrottleLimits {
  /** Permits: calls in flight at a time, for all callers together. */
  readonly concurrency: number;
  readonly maxWaitMs: number;
}

/** How busy a throttle is. */
export interface ThrottleLoad {
  /** Calls that wait for their turn. */
  readonly waiting: number;
  readonly inFlight: number;
  /** Identities that it keeps a queue for: those with a call waiting, paused, or started within about a second. */
  readonly queues: number;
}

/**
 * Calls wait here until they may go out: for one of the permits, for the rate of their identity and for the rate of all. Identities
 * take turns, and so do the callers of one identity, so that a busy caller does not hold up the others.
 */
export class Throttle {
  /** Each queue moves to the end when one of its calls starts. */
  readonly #queues = new Map<string, TokenQueue>();
  readonly #permits = new Holdings();
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

  get load(): ThrottleLoad {
    return { waiting: this.#waiting, inFlight: this.#inFlight, queues: this.#queues.size };
  }

  /**
   * Starts a call as soon as every limit allows it. A call that its caller gives up while it waits never starts.
   * @throws NotSentError `RATE_LIMITED` when the wait is too long, at once where that is certain.
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
   * When the upstream throttles a call, it would throttle the next ones too: those of the same identity wait as long as it says, or
   * those of everyone, where the error's scope says so.
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
    await withDeadline(signal, maxWaitMs, late, (limited) => this.#join(queue, caller, limited)).finally(() => {
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

  /** Once for all calls that come or end at the same moment: so their callers take turns from the first one on. */
  #startSoon(): void {
    if (this.#isStarting) return;
    this.#isStarting = true;
    queueMicrotask(() => {
      this.#isStarting = false;
      this.#startCalls();
    });
  }

  /** Starts every call that may start now, and comes back when time lets another one start. */
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
      const call = queue.take(now, (caller) => hasPermit(caller) && this.rate.allows(identity, caller, now));
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

  /** When to look again; `Infinity` when nobody waits, or a permit has to come back first. */
  #nextStartAt(now: number): number {
    const waiting = [...this.#queues].filter(([, queue]) => !queue.isEmpty);
    if (waiting.length === 0 || this.#inFlight === this.limits.concurrency) return Infinity;
    if (now < this.#pausedUntil) return this.#pausedUntil;
    const times = waiting.map(([identity, { pausedUntil }]) =>
      now < pausedUntil ? pausedUntil : this.rate.nextRoomAt(identity, now),
    );
    return Math.min(...times);
  }

  /** How long a call that a caller adds now must wait at least: its own calls before it, the rate and pauses count. */
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

  /** Looks once a second, as long as there is anything to forget. */
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
    "Too many calls to the upstream wait for their turn already. Wait before asking again.",
    Math.max(waitMs, SECOND_MS),
  );
}

/** A caller without a start in this time is treated like a new one. */
const RECENT_MS = 1000;

/** A call that waits to start. */
export interface WaitingCall {
  readonly caller: string;
  /** Starts the call. */
  readonly start: () => void;
}

/** Waiting calls by caller. Callers are in the order of their turns. */
type CallerQueue = Map<string, WaitingCall[]>;

/**
 * The waiting calls of one identity. Its callers take turns, and each caller's calls start in order. Callers without a
 * start in the last second go first, so a new caller does not wait behind a busy one. A caller that has waited for a
 * second goes first again, so no caller starves.
 */
export class TokenQueue {
  readonly #first: CallerQueue = new Map();
  /** The other callers. The one whose last start is oldest goes first. */
  readonly #others: CallerQueue = new Map();
  /** The last start of each caller within a second, oldest first. */
  readonly #lastStarts = new Map<string, number>();
  #pausedUntil = -Infinity;

  /** The number of waiting calls of one caller. */
  waitingOf(caller: string): number {
    return this.#queueOf(caller).get(caller)?.length ?? 0;
  }

  add(call: WaitingCall): void {
    const queue = this.#queueOf(call.caller);
    const calls = queue.get(call.caller);
    if (calls === undefined) queue.set(call.caller, [call]);
    else calls.push(call);
  }

  /** Removes a cancelled call. */
  remove(call: WaitingCall): void {
    const queue = this.#queueOf(call.caller);
    const rest = queue.get(call.caller)?.filter((other) => other !== call) ?? [];
    if (rest.length === 0) queue.delete(call.caller);
    else queue.set(call.caller, rest);
  }

  /**
   * Removes and returns the next call of a caller that `allows` accepts; null if no call may start now.
   * `sinceLastStartMs` is `Infinity` for a caller that started nothing within the last second.
   */
  take(now: number, allows: (caller: string, sinceLastStartMs: number) => boolean): WaitingCall | null {
    if (now < this.#pausedUntil) return null;
    this.#forgetStarts(now);
    for (const queue of [this.#first, this.#others])
      for (const [caller, calls] of queue)
        if (allows(caller, now - (this.#lastStarts.get(caller) ?? -Infinity)))
          return this.#takeFrom(queue, caller, calls, now);
    return null;
  }

  /** Starts no call for `ms`. The pause that ends last counts. */
  pause(ms: number, now: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, now + ms);
  }

  /** When the last pause ends or ended; `-Infinity` if there was none. */
  get pausedUntil(): number {
    return this.#pausedUntil;
  }

  get isEmpty(): boolean {
    return this.#first.size === 0 && this.#others.size === 0;
  }

  /** True if no call waits and there is no pause. */
  isIdle(now: number): boolean {
    return this.isEmpty && now >= this.#pausedUntil;
  }

  #queueOf(caller: string): CallerQueue {
    return this.#lastStarts.has(caller) ? this.#others : this.#first;
  }

  #takeFrom(queue: CallerQueue, caller: string, calls: WaitingCall[], now: number): WaitingCall | null {
    const call = calls.shift() ?? null;
    queue.delete(caller);
    if (calls.length > 0) this.#others.set(caller, calls);
    this.#lastStarts.delete(caller);
    this.#lastStarts.set(caller, now);
    return call;
  }

  #forgetStarts(now: number): void {
    for (const [caller, at] of this.#lastStarts) {
      if (now - at < RECENT_MS) return;
      this.#lastStarts.delete(caller);
      this.#moveToFirst(caller);
    }
  }

  #moveToFirst(caller: string): void {
    const calls = this.#others.get(caller);
    if (calls === undefined) return;
    this.#others.delete(caller);
    this.#first.set(caller, calls);
  }
}

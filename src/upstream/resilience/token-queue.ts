import { SlidingWindow } from "./sliding-window.js";

/** A call that waits for its turn. */
export interface WaitingCall {
  readonly caller: string;
  /** Lets it start. */
  readonly start: () => void;
}

/**
 * The calls of one identity that wait for their turn. DingTalk limits an identity's calls in a second, so they share one rate; its
 * callers take turns, and each caller's calls start in their order.
 */
export class TokenQueue {
  readonly #callers = new Map<string, WaitingCall[]>();
  readonly #window: SlidingWindow;
  #pausedUntil = -Infinity;

  constructor(callsPerSecond: number) {
    this.#window = new SlidingWindow(callsPerSecond);
  }

  /** The calls of one caller that wait. */
  waitingOf(caller: string): number {
    return this.#callers.get(caller)?.length ?? 0;
  }

  add(call: WaitingCall): void {
    const calls = this.#callers.get(call.caller);
    if (calls === undefined) this.#callers.set(call.caller, [call]);
    else calls.push(call);
  }

  /** Takes out a call that is not to start any more. */
  remove(call: WaitingCall): void {
    const calls = this.#callers.get(call.caller) ?? [];
    const rest = calls.filter((other) => other !== call);
    if (rest.length === 0) this.#callers.delete(call.caller);
    else this.#callers.set(call.caller, rest);
  }

  /** Takes out the call whose turn it is, of a caller that `allows`; null when none may start now. */
  take(now: number, allows: (caller: string) => boolean): WaitingCall | null {
    if (now < this.#pausedUntil) return null;
    for (const [caller, calls] of this.#callers) {
      if (!allows(caller) || !this.#window.allows(caller, now)) continue;
      this.#callers.delete(caller);
      const call = calls.shift();
      if (call === undefined) continue;
      if (calls.length > 0) this.#callers.set(caller, calls);
      this.#window.add(caller, now);
      return call;
    }
    return null;
  }

  /** Lets no call start for so long; of several pauses, the one that ends last counts. */
  pause(ms: number, now: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, now + ms);
  }

  /** The soonest time at which a call that this caller adds now can start: its own calls before it, the rate and a pause count. */
  soonestStart(caller: string, now: number): number {
    return Math.max(this.#pausedUntil, this.#window.soonestStart(this.waitingOf(caller) + 1, now));
  }

  get isEmpty(): boolean {
    return this.#callers.size === 0;
  }

  /** When a pause is over, or its rate has room again; `Infinity` when neither holds it up. */
  nextStartAt(now: number): number {
    return now < this.#pausedUntil ? this.#pausedUntil : this.#window.nextRoomAt(now);
  }

  /** True when nothing of it is worth keeping: no call waits, none started within a second, and it is not paused. */
  isIdle(now: number): boolean {
    return this.isEmpty && now >= this.#pausedUntil && this.#window.nextRoomAt(now) === Infinity;
  }
}

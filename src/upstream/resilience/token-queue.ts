/** A caller that has started nothing for so long takes its turn like one that comes for the first time. */
const RECENT_MS = 1000;

/** A call that waits for its turn. */
export interface WaitingCall {
  readonly caller: string;
  /** Lets it start. */
  readonly start: () => void;
}

/** Calls that wait, by caller; callers stand in the order of their turns. */
type Line = Map<string, WaitingCall[]>;

/**
 * The calls of one identity that wait for their turn. Its callers take turns, and each caller's calls start in their order. Callers that
 * started nothing within the last second go first: one call need not wait for those that a busy caller has started meanwhile. A caller
 * that had to wait for a second is one of them again, so that nobody starves.
 */
export class TokenQueue {
  readonly #first: Line = new Map();
  /** The others; the one that started longest ago goes first. */
  readonly #others: Line = new Map();
  /** When callers started last, within a second; the longest ago first. */
  readonly #lastStarts = new Map<string, number>();
  #pausedUntil = -Infinity;

  /** The calls of one caller that wait. */
  waitingOf(caller: string): number {
    return this.#lineOf(caller).get(caller)?.length ?? 0;
  }

  add(call: WaitingCall): void {
    const line = this.#lineOf(call.caller);
    const calls = line.get(call.caller);
    if (calls === undefined) line.set(call.caller, [call]);
    else calls.push(call);
  }

  /** Takes out a call that is not to start any more. */
  remove(call: WaitingCall): void {
    const line = this.#lineOf(call.caller);
    const rest = line.get(call.caller)?.filter((other) => other !== call) ?? [];
    if (rest.length === 0) line.delete(call.caller);
    else line.set(call.caller, rest);
  }

  /** Takes out the call whose turn it is, of a caller that `allows`; null when none may start now. */
  take(now: number, allows: (caller: string) => boolean): WaitingCall | null {
    if (now < this.#pausedUntil) return null;
    this.#forgetStarts(now);
    for (const line of [this.#first, this.#others])
      for (const [caller, calls] of line) if (allows(caller)) return this.#takeFrom(line, caller, calls, now);
    return null;
  }

  /** Lets no call start for so long; of several pauses, the one that ends last counts. */
  pause(ms: number, now: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, now + ms);
  }

  /** When the last pause ends, or has ended; `-Infinity`: there was none. */
  get pausedUntil(): number {
    return this.#pausedUntil;
  }

  get isEmpty(): boolean {
    return this.#first.size === 0 && this.#others.size === 0;
  }

  /** True when nothing of it is worth keeping: no call waits, and it is not paused. */
  isIdle(now: number): boolean {
    return this.isEmpty && now >= this.#pausedUntil;
  }

  #lineOf(caller: string): Line {
    return this.#lastStarts.has(caller) ? this.#others : this.#first;
  }

  #takeFrom(line: Line, caller: string, calls: WaitingCall[], now: number): WaitingCall | null {
    const call = calls.shift() ?? null;
    line.delete(caller);
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

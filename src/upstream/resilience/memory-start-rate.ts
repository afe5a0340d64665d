import { SlidingWindow } from "./sliding-window.js";
import type { ReadyCall, StartLimits, StartRate } from "./start-rate.js";

/** The rate of one process. It remembers the latest starts, per identity and in total. */
export class MemoryStartRate implements StartRate {
  readonly #identities = new Map<string, SlidingWindow>();
  readonly #all: SlidingWindow;

  constructor(readonly limits: StartLimits) {
    this.#all = new SlidingWindow(limits.totalCallsPerSecond || Infinity);
  }

  allows({ identity, caller }: ReadyCall, now: number): boolean {
    return this.#all.allows(caller, now) && this.#of(identity).allows(caller, now);
  }

  add(identity: string, caller: string, now: number): void {
    this.#of(identity).add(caller, now);
    this.#all.add(caller, now);
  }

  nextRoomAt(identity: string, now: number): number {
    return Math.min(this.#all.nextRoomAt(now), this.#of(identity).nextRoomAt(now));
  }

  soonestStart(identity: string, position: number, now: number): number {
    return Math.max(this.#of(identity).soonestStart(position, now), this.#all.soonestStart(position, now));
  }

  isIdle(identity: string, now: number): boolean {
    return this.#of(identity).nextRoomAt(now) === Infinity;
  }

  forget(identity: string): void {
    this.#identities.delete(identity);
  }

  /** Does nothing: there are no other replicas to inform. */
  pause(): void {}

  /** Does nothing: `nextRoomAt` always knows the time. */
  onRoom(): void {}

  #of(identity: string): SlidingWindow {
    const known = this.#identities.get(identity);
    if (known !== undefined) return known;
    const window = new SlidingWindow(this.limits.callsPerSecond || Infinity);
    this.#identities.set(identity, window);
    return window;
  }
}

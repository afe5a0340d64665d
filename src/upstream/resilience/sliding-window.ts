import { CallerCounts, mayTake } from "./fair-share.js";
import { TRANSIT_JITTER_MS } from "./start-rate.js";

/** A second at the upstream. */
const WINDOW_MS = 1000 + TRANSIT_JITTER_MS;

/** One caller may use nine tenths of a rate. So another caller's first call can usually start at once. */
const RATIO = 9;

/** The calls that started within one window. Limits them to `max` in any period of that length. */
export class SlidingWindow {
  readonly #starts: Array<{ readonly at: number; readonly caller: string }> = [];
  readonly #callers = new CallerCounts();

  /** `max`: `Infinity` means no limit. */
  constructor(readonly max: number) {}

  /** True if this caller may start a call now. */
  allows(caller: string, now: number): boolean {
    this.#forget(now);
    return mayTake(this.#callers.of(caller), this.max - this.#starts.length, RATIO);
  }

  add(caller: string, now: number): void {
    if (this.max === Infinity) return;
    this.#forget(now);
    this.#starts.push({ at: now, caller });
    this.#callers.change(caller, 1);
  }

  /** The earliest start of the call at `position` (from 1) in the queue. Calls of other callers may delay it. */
  soonestStart(position: number, now: number): number {
    this.#forget(now);
    const free = this.max - this.#starts.length;
    const index = position - free - 1;
    if (index < 0) return now;
    // There can be more than `max` starts, because starts under another rate are remembered, too.
    const turn = Math.max(this.max, this.#starts.length);
    const before = this.#starts[index % turn]?.at ?? now;
    return before + WINDOW_MS * (1 + Math.floor(index / turn));
  }

  /** When the oldest start leaves the window; `Infinity` if the window is empty. */
  nextRoomAt(now: number): number {
    this.#forget(now);
    const oldest = this.#starts[0];
    return oldest === undefined ? Infinity : oldest.at + WINDOW_MS;
  }

  #forget(now: number): void {
    for (let oldest = this.#starts[0]; oldest !== undefined && now - oldest.at >= WINDOW_MS; oldest = this.#starts[0]) {
      this.#starts.shift();
      this.#callers.change(oldest.caller, -1);
    }
  }
}

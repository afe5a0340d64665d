import { setImmediate } from "node:timers/promises";

/** How long work on a whole transcript may block the event loop, in milliseconds. */
const SLICE_MS = 10;

/** Divides work into slices. Other requests continue between two slices. */
export class Slices {
  #end: number;

  /** `now`: a clock in milliseconds. */
  constructor(readonly now: () => number = () => performance.now()) {
    this.#end = now() + SLICE_MS;
  }

  /** True if the slice is over and `pause` should be called. */
  get isOver(): boolean {
    return this.now() >= this.#end;
  }

  /** Lets other work run, and begins the next slice. */
  async pause(): Promise<void> {
    await setImmediate();
    this.#end = this.now() + SLICE_MS;
  }
}

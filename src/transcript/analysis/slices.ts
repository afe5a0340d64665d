import { setImmediate } from "node:timers/promises";

/** How long work on a whole transcript may keep the process from anything else, in milliseconds. */
const SLICE_MS = 10;

/** Work in slices: between two of them, other requests go on. */
export class Slices {
  #end: number;

  /** `now` is a clock in milliseconds. */
  constructor(readonly now: () => number = () => performance.now()) {
    this.#end = now() + SLICE_MS;
  }

  /** Whether the slice has lasted long enough: then `pause` is due. */
  get isOver(): boolean {
    return this.now() >= this.#end;
  }

  /** Lets everything else go on that waits, and begins the next slice. */
  async pause(): Promise<void> {
    await setImmediate();
    this.#end = this.now() + SLICE_MS;
  }
}

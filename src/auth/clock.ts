/** Time, so that tests can move it. */
export interface Clock {
  /** Milliseconds since the epoch, as `Date.now`. */
  now(): number;
  /** Calls back after so many milliseconds; what it gives cancels that. It does not keep the process alive. */
  after(ms: number, callback: () => void): () => void;
}

/** Time as it is. */
export const REAL_CLOCK: Clock = {
  now: Date.now,
  after(ms, callback) {
    const timer = setTimeout(callback, ms).unref();
    return () => clearTimeout(timer);
  },
};

/** The time. Tests can set it. */
export interface Clock {
  /** Milliseconds since 1970, as `Date.now`. Someone may set it back. */
  now(): number;
  /** Milliseconds since some moment, as `performance.now`. Nobody can set it back, so ages and pauses use it. */
  elapsed(): number;
  /** Calls back after this time. Returns a function that cancels it. It does not keep the process alive. */
  after(ms: number, callback: () => void): () => void;
}

/** The machine's clock. */
export const REAL_CLOCK: Clock = {
  now: Date.now,
  elapsed: () => performance.now(),
  after(ms, callback) {
    const timer = setTimeout(callback, ms).unref();
    return () => clearTimeout(timer);
  },
};

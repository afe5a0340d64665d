/** A call that has been counted. */
export interface CountedCall {
  /** Takes it back: it was not sent, or the upstream does not count it. */
  release(): void;
}

/** How many calls were counted, and from when on. */
export interface CallCount {
  readonly callsThisMonth: number;
  /** When counting began, in milliseconds since 1970: the start of the process where nothing remembers more. */
  readonly countingSince: number;
}

/**
 * Where the calls to the upstream are counted before they are sent: in this process (`MemoryCallCounter`), or for all replicas in a
 * store that they share.
 */
export interface CallCounter {
  /** Counts a call of this caller. @throws NotSentError `QUOTA_EXHAUSTED` where it would be one too many, in a month or for its caller. */
  count(caller: string): Promise<CountedCall>;
  readonly total: CallCount;
}

/** An action that is done the first time only. */
export function once(action: () => void): () => void {
  let isDone = false;
  return () => {
    if (!isDone) action();
    isDone = true;
  };
}

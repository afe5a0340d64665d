/** A received call; null: the caller sent nothing. */
export interface RecordedCall {
  readonly conferenceId: string;
  readonly accessToken: string | null;
  readonly unionId: string | null;
  readonly startTime: string | null;
  readonly direction: string | null;
  readonly maxResults: string | null;
  readonly nextToken: string | null;
  /** When the call arrived, in milliseconds of the simulator's clock. */
  readonly receivedAt: number;
  /** The HTTP status of the response; 0 until there is one, and for ever if there is none. */
  status: number;
}

/** The received calls, in the order of arrival. */
export interface CallLog {
  readonly calls: readonly RecordedCall[];
  readonly peakInFlight: number;
  /** Adds a call, which is in flight until the returned function is called. Calling it again does nothing. */
  begin(call: RecordedCall): () => void;
  forget(): void;
}

/** A server may run for weeks, so older calls are dropped. */
export const CALLS_KEPT = 10_000;

/** Creates an empty log; `calls` is always the same array. */
export function createCallLog(): CallLog {
  const calls: RecordedCall[] = [];
  let inFlight = 0;
  let peak = 0;
  return {
    calls,
    get peakInFlight() {
      return peak;
    },
    begin(call) {
      if (calls.push(call) > CALLS_KEPT) calls.shift();
      peak = Math.max(peak, ++inFlight);
      let underWay = 1;
      return () => {
        inFlight -= underWay;
        underWay = 0;
      };
    },
    forget() {
      calls.length = 0;
      peak = inFlight;
    },
  };
}

/** One call as it arrived; null where the caller sent nothing. */
export interface RecordedCall {
  readonly conferenceId: string;
  readonly accessToken: string | null;
  readonly unionId: string | null;
  readonly startTime: string | null;
  readonly direction: string | null;
  readonly maxResults: string | null;
  readonly nextToken: string | null;
  /** The HTTP status that was answered; 0 until there is one, and for ever when there never is. */
  status: number;
}

/** What has been asked, in the order of arrival. */
export interface CallLog {
  readonly calls: readonly RecordedCall[];
  readonly peakInFlight: number;
  /** Adds a call that is under way from now on until the function it gives back is called; calling that again does nothing. */
  begin(call: RecordedCall): () => void;
  forget(): void;
}

/** A server may run for weeks: older calls are dropped. */
const CALLS_KEPT = 10_000;

/** An empty log; `calls` is one array for its whole life. */
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

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

/** A server may run for weeks, so older calls are dropped. */
export const CALLS_KEPT = 10_000;

/** The received calls. */
export class CallLog {
  /** In the order of arrival; always the same array. */
  readonly calls: RecordedCall[] = [];
  /** The maximum number of calls in flight at the same time. */
  peakInFlight = 0;
  #inFlight = 0;

  /** Adds a call, which is in flight until the returned function is called. Calling it again does nothing. */
  begin(call: RecordedCall): () => void {
    if (this.calls.push(call) > CALLS_KEPT) this.calls.shift();
    this.#inFlight += 1;
    this.peakInFlight = Math.max(this.peakInFlight, this.#inFlight);
    let isInFlight = true;
    return () => {
      if (isInFlight) this.#inFlight -= 1;
      isInFlight = false;
    };
  }

  /** Drops all calls, and resets the peak. */
  forget(): void {
    this.calls.length = 0;
    this.peakInFlight = this.#inFlight;
  }
}

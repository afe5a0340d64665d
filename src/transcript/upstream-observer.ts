import type { ErrorCode, TransportFault, UpstreamDetails } from "../errors.js";

/** How one attempt at an upstream call ended: with a page, with an error, or aborted because nobody waited for it. */
export type CallOutcome = "OK" | "CANCELLED" | ErrorCode;

/** Why an attempt failed. Every text is a fixed word or a plain name, safe to log. */
export interface CallFailure {
  /** `response`: the upstream responded with something else than a page. Otherwise where the connection failed. */
  readonly reason: "response" | TransportFault;
  /** The code of the operating system or the HTTP client, such as ECONNREFUSED; null: there is none. */
  readonly cause: string | null;
  /** The failure in the upstream's response; null: there is none. */
  readonly upstream: UpstreamDetails | null;
}

/** One attempt at one upstream call, which has ended. It contains no token, no address and nothing of the response. */
export interface CallEvent {
  readonly outcome: CallOutcome;
  /** Null if the attempt succeeded, was aborted, or was not sent. */
  readonly failure: CallFailure | null;
  /** From 1; an attempt above 1 is a retry. */
  readonly attempt: number;
  /** False for an attempt that the gateway refused or aborted before it was sent; the upstream received nothing. */
  readonly sent: boolean;
  /** True if the attempt counts against the month's quota: it was sent, and not refused because of the token. */
  readonly counted: boolean;
  /** How long it waited for a permit, in milliseconds. */
  readonly waitedMs: number;
  /** How long the upstream took, in milliseconds; 0 if it was not sent. */
  readonly durationMs: number;
}

/**
 * Small faults of a page. The gateway repairs them and continues:
 * - `numeric-string`: a number came as a string;
 * - `fraction`: a whole number came as a fraction, and was rounded;
 * - `missing-end-time`: there was no end, and the start is used;
 * - `missing-time`: a sentence or a word had no start, and got it from its neighbour or its parent;
 * - `numeric-word-id`: the id of a word came as a number;
 * - `slow-list`: a list of sentences or words could not be read as bytes, which takes several times as long.
 */
export type PageOddity =
  "numeric-string" | "fraction" | "missing-end-time" | "missing-time" | "numeric-word-id" | "slow-list";

/** `open`: calls fail at once. `half-open`: one call probes the upstream. */
export type BreakerState = "closed" | "half-open" | "open";

/** Watches upstream calls, of all callers or of one operation. It must not throw. */
export interface CallObserver {
  onCall(event: CallEvent): void;
}

/** Watches the upstream for all callers. It must not throw. */
export interface UpstreamObserver extends CallObserver {
  /** The circuit breaker has changed its state. If it is open, calls are refused for `waitMs`. */
  onBreaker(state: BreakerState, waitMs: number): void;
}

/** The current state of the calls to the upstream. */
export interface UpstreamStatus {
  /** The circuit of all callers. */
  readonly breaker: BreakerState;
  /** Callers whose own circuit is open, because their own calls failed. */
  readonly callersWithOpenCircuit: number;
  /** Calls that wait for a permit. */
  readonly waiting: number;
  readonly inFlight: number;
  /** Calls counted this month, since `countingSince`. */
  readonly callsThisMonth: number;
  /** When counting began, in milliseconds since 1970. Without a shared store it is the start of the process. */
  readonly countingSince: number;
  /** Identities with a queue: with a waiting call, a pause, or a start within about a second. */
  readonly queues: number;
}

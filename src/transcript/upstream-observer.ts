import type { ErrorCode, TransportFault, UpstreamDetails } from "../errors.js";

/** How one attempt at an upstream call ended: with a page, with an error, or given up since nobody waited for it any more. */
export type CallOutcome = "OK" | "CANCELLED" | ErrorCode;

/** Why an attempt failed; every text in it is a fixed word or a plain name, safe to log. */
export interface CallFailure {
  /** `response`: the upstream responded, with a failure or with what is no page; otherwise what went wrong on the way. */
  readonly reason: "response" | TransportFault;
  /** The system's or the HTTP client's code, such as ECONNREFUSED; null: there is none. */
  readonly cause: string | null;
  /** The failure that the upstream responded with; null: it did not, or not with one. */
  readonly upstream: UpstreamDetails | null;
}

/** One attempt at one upstream call, told when it has ended. It bears no token, no address and nothing of the answer. */
export interface CallEvent {
  readonly outcome: CallOutcome;
  /** Null for an attempt that succeeded, was given up, or was not sent. */
  readonly failure: CallFailure | null;
  /** From 1; a retry is any attempt above it. */
  readonly attempt: number;
  /** False for an attempt that the gateway itself turned away or gave up before it went out: it cost the upstream nothing. */
  readonly sent: boolean;
  /** True for an attempt that the upstream counts against the month's quota: it was sent, and not refused because of the token. */
  readonly counted: boolean;
  /** How long it waited for its turn, in milliseconds. */
  readonly waitedMs: number;
  /** How long the upstream took, in milliseconds; 0 when it was not sent. */
  readonly durationMs: number;
}

/**
 * What can be odd about a page without making it wrong. The gateway repairs it and goes on:
 * - `numeric-string`: a number came as a string;
 * - `fraction`: a whole number came as a fraction, and was rounded;
 * - `missing-end-time`: there was no end, and the start took its place;
 * - `missing-time`: a sentence or a word had no start, and got it from its neighbour or its parent;
 * - `numeric-word-id`: the id of a word came as a number;
 * - `slow-list`: a list of sentences or words could not be read as bytes, which takes several times as long.
 */
export const PAGE_ODDITIES = [
  "numeric-string",
  "fraction",
  "missing-end-time",
  "missing-time",
  "numeric-word-id",
  "slow-list",
] as const;

/** One of `PAGE_ODDITIES`. */
export type PageOddity = (typeof PAGE_ODDITIES)[number];

/** `open`: calls are answered with an error at once. `half-open`: one call is on its way to find out. */
export type BreakerState = "closed" | "half-open" | "open";

/** What watches the upstream calls, of everyone or of one operation. It must not throw. */
export interface UpstreamObserver {
  onCall(event: CallEvent): void;
  /** The circuit breaker has changed its state. */
  onBreaker(state: BreakerState): void;
}

/** How things stand with the upstream at this moment. */
export interface UpstreamStatus {
  /** For all callers. */
  readonly breaker: BreakerState;
  /** Callers whose calls alone are refused, since theirs failed. */
  readonly callersInTrouble: number;
  /** Calls that wait for their turn. */
  readonly waiting: number;
  readonly inFlight: number;
  /** Calls that count in this month, of those that are remembered. */
  readonly callsThisMonth: number;
  /** When counting began, in milliseconds since 1970. */
  readonly countingSince: number;
  /** Identities that have a call waiting, or had one within about a second. */
  readonly queues: number;
}

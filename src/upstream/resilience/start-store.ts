/** A reserved start expires this long after its time. */
export const MAX_LATENESS_MS = 30;

/** How far ahead a replica reserves: for a caller that has just started a call, and for one without a start for 1 s. */
const NEAR_MS = 60;
const FAR_MS = 200;

/** The maximum of `leadMs`. A response that takes longer is usually a failure, and says little about the next one. */
export const MAX_LEAD_MS = 150;

/** The maximum of `horizonMs`. A small value leaves few starts unused when a replica stops or pauses. */
export const MAX_HORIZON_MS = FAR_MS + MAX_LEAD_MS;

/** A request to reserve the start of one call. */
export interface StartRequest {
  readonly identity: string;
  /** How long a response takes to arrive. An earlier start would be of no use. */
  readonly leadMs: number;
  /** How far in the future the start may be. Later starts are left to others. */
  readonly horizonMs: number;
}

/** The store's response. Both times are milliseconds of its own clock. */
export interface StartResponse {
  /** False: nothing was reserved, because `at` is too far in the future. */
  readonly reserved: boolean;
  readonly now: number;
  /** The reserved start, or the next possible one. */
  readonly at: number;
}

/** The store in which all replicas reserve starts. Its methods reject if it fails or takes too long. */
export interface StartStore {
  reserve(request: StartRequest): Promise<StartResponse>;
  /** Reserves no start for an identity, or for anyone (null), for `ms`. */
  pause(identity: string | null, ms: number): Promise<void>;
  /** The minimum time between two starts of one identity, in milliseconds; 0: no limit. */
  readonly spacingMs: number;
}

/**
 * How far ahead to reserve for a caller, in milliseconds. `sinceLastStartMs` is the time from the caller's last start
 * to the reserved one, or `Infinity`. The longer it is, the further ahead the caller may reserve. So a caller that
 * started nothing for long goes before those that wait in other replicas.
 */
export function horizonFor(sinceLastStartMs: number): number {
  return NEAR_MS + (FAR_MS - NEAR_MS) * Math.min(1, sinceLastStartMs / 1000);
}

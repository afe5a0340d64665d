/**
 * How much longer one call can take to the upstream than another. The window of every limit is a second and this much,
 * so that calls that come closer together on their way still keep to the limit when they arrive.
 */
export const TRANSIT_JITTER_MS = 60;

/** A call that could start, except for the rate. */
export interface ReadyCall {
  readonly identity: string;
  readonly caller: string;
  /** How long ago its caller started a call; `Infinity` if not within the last second. */
  readonly sinceLastStartMs: number;
}

/**
 * Limits the calls that start per second. `MemoryStartRate` counts the starts of this process; `SharedStartRate`
 * reserves them in a store that all replicas share. Times are milliseconds of `performance.now`.
 */
export interface StartRate {
  /** True if the call may start now. May reserve a start for it. */
  allows(call: ReadyCall, now: number): boolean;
  /** Records that an allowed call starts. */
  add(identity: string, caller: string, now: number): void;
  /** When to call `allows` again for waiting calls; `Infinity` if that is not known, or nothing delays them. */
  nextRoomAt(identity: string, now: number): number;
  /** The earliest start of an identity's call at `position` (from 1) in its queue. Other callers may delay it. */
  soonestStart(identity: string, position: number, now: number): number;
  /** Tells other replicas that the upstream throttles an identity, or everyone (null), for `ms`. */
  pause(identity: string | null, ms: number): void;
  /** True if the rate needs to remember nothing about an identity. */
  isIdle(identity: string, now: number): boolean;
  /** Removes the state of an identity. */
  forget(identity: string): void;
  /** Sets the listener that is called when a waiting call may start at a time that `nextRoomAt` could not tell. */
  onRoom(listener: () => void): void;
}

/** How many calls may start in a second. */
export interface StartLimits {
  /** The limit for each identity; 0: no limit. */
  readonly callsPerSecond: number;
  /** The limit for all identities together; 0: no limit. */
  readonly totalCallsPerSecond: number;
}

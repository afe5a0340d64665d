/**
 * When calls may start, so that no second holds more of them than the upstream allows: counted in this process (`MemoryStartRate`), or
 * reserved in a store that all replicas share (`SharedStartRate`). Times are milliseconds of `performance.now`.
 */
export interface StartRate {
  /** Whether a call of this caller may start now. It is asked for a call that has everything else it needs: a rate may begin to reserve a start for it. */
  allows(identity: string, caller: string, now: number): boolean;
  /** A call that was allowed starts. */
  add(identity: string, caller: string, now: number): void;
  /** When to ask again for an identity whose calls wait; `Infinity` when the rate does not hold it up, or will say by itself. */
  nextRoomAt(identity: string, now: number): number;
  /** The soonest time at which the `position`th call of an identity from now on can start, from 1: others' calls may make it later. */
  soonestStart(identity: string, position: number, now: number): number;
  /** The upstream throttles an identity, or everyone (null), for so long. It is for other replicas to know: the throttle itself waits by its own clock. */
  pause(identity: string | null, ms: number): void;
  /** True when nothing of an identity is worth keeping. */
  isIdle(identity: string, now: number): boolean;
  /** Drops what is kept for an identity. */
  forget(identity: string): void;
  /** `listener` hears when a call may start that had to wait for more than time. */
  onRoom(listener: () => void): void;
}

/** How many calls may start in a second. */
export interface StartLimits {
  /** For each identity; 0: no limit. */
  readonly callsPerSecond: number;
  /** For all identities together; 0: no limit. */
  readonly totalCallsPerSecond: number;
}

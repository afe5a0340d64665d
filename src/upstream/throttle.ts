import { hash } from "node:crypto";
import PQueue from "p-queue";

const SECOND_MS = 1000;

/** How many calls may go out: `concurrency` at a time for all tokens, `callsPerSecond` for each one (0: no limit). */
export interface ThrottleLimits {
  readonly concurrency: number;
  readonly callsPerSecond: number;
}

/** Calls wait here until they may go out. */
export interface Throttle {
  /**
   * Runs the call as soon as both limits allow it, and gives back what it gives. Tokens take turns, so a busy one does not
   * hold up the others. When `signal` aborts, a waiting call never starts, and this rejects with the signal's reason.
   */
  run<T>(accessToken: string, signal: AbortSignal, call: () => Promise<T>): Promise<T>;
  /** How many tokens it keeps a lane for: those with a call waiting or started within about a second. */
  readonly lanes: number;
}

/** A throttle of its own for one upstream. Tokens are told apart by their digests; none is kept. */
export function createThrottle({ concurrency, callsPerSecond }: ThrottleLimits): Throttle {
  const inFlight = new PQueue({ concurrency });
  const lanes = new Map<string, PQueue>();
  return {
    get lanes() {
      return lanes.size;
    },
    async run(accessToken, signal, call) {
      signal.throwIfAborted();
      const lane = laneOf(lanes, hash("sha256", accessToken), callsPerSecond);
      const release = await lane.add(() => slot(inFlight, signal), { signal });
      try {
        signal.throwIfAborted();
        return await call();
      } finally {
        release();
      }
    },
  };
}

/**
 * The lane in which one token's calls start one after the other, at its rate. A call leaves its lane when it has a slot, so
 * no token has more than one call in the line for slots, and calls cannot pile up there to start all at once. The rate counts
 * from when a call gets in line: after a long wait for a slot, one second can see a single call more.
 */
function laneOf(lanes: Map<string, PQueue>, key: string, callsPerSecond: number): PQueue {
  const known = lanes.get(key);
  if (known !== undefined) return known;
  const rate = callsPerSecond === 0 ? {} : { interval: SECOND_MS, intervalCap: callsPerSecond, strict: true };
  const lane = new PQueue({ concurrency: 1, ...rate });
  lanes.set(key, lane);
  dropWhenIdle(lane, () => lanes.delete(key));
  return lane;
}

/** A lane is dropped no sooner than its last start is a second old: a new one would have forgotten it. */
function dropWhenIdle(lane: PQueue, drop: () => void): void {
  let timer: NodeJS.Timeout | undefined;
  lane.addEventListener("add", () => clearTimeout(timer));
  lane.addEventListener("idle", () => {
    clearTimeout(timer);
    timer = setTimeout(drop, SECOND_MS).unref();
  });
}

/** One of the slots, once there is one: call what it gives to free it. An abort frees it as well. */
function slot(inFlight: PQueue, signal: AbortSignal): Promise<() => void> {
  return new Promise((granted, refused) => {
    const hold = (): Promise<void> => new Promise((release) => granted(release));
    inFlight.add(hold, { signal }).catch(refused);
  });
}

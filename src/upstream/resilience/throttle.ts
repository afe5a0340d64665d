import PQueue from "p-queue";
import { TokenQueue, rate } from "./token-queue.js";
import { withDeadline } from "./deadline.js";
import { NotSentError } from "./not-sent-error.js";

const SECOND_MS = 1000;

/** How many calls may go out, and how long one may wait for its turn. */
export interface ThrottleLimits {
  /** Calls in flight at a time, for all tokens together. */
  readonly concurrency: number;
  /** Calls started in a second, for each token; 0: no limit. */
  readonly callsPerSecond: number;
  /** Calls started in a second, for all tokens together; 0: no limit. */
  readonly totalCallsPerSecond: number;
  readonly maxWaitMs: number;
}

/** Calls wait here until they may go out. */
export interface Throttle {
  /**
   * Runs the call as soon as every limit allows it, and gives back what it gives. Tokens take turns, so a busy one does not
   * hold up the others; `lane` tells them apart. When `signal` aborts, a waiting call never starts, and this rejects with the
   * signal's reason. @throws NotSentError as `RATE_LIMITED` when the wait is too long, at once where that is certain.
   */
  run<T>(lane: string, signal: AbortSignal, call: () => Promise<T>): Promise<T>;
  /** Lets no call of this lane start for so long, since the upstream would turn it away: those that wait go on waiting. */
  holdBack(lane: string, ms: number): void;
  readonly load: ThrottleLoad;
}

/** How busy a throttle is. */
export interface ThrottleLoad {
  /** Calls that wait for their turn. */
  readonly waiting: number;
  readonly inFlight: number;
  /** Tokens that it keeps a lane for: those with a call waiting, held back, or started within about a second. */
  readonly lanes: number;
}

/** A throttle of its own for one upstream. */
export function createThrottle(limits: ThrottleLimits): Throttle {
  const slots = new PQueue({ concurrency: limits.concurrency, ...rate(limits.totalCallsPerSecond) });
  const lanes = new Map<string, TokenQueue>();
  let waiting = 0;
  const getSlot = async (key: string, signal: AbortSignal) => {
    const lane = laneOf(lanes, key, limits);
    const soonestMs = soonestStartMs(lane, limits);
    if (soonestMs > limits.maxWaitMs) throw tooLong(soonestMs - limits.maxWaitMs);
    waiting += 1;
    const late = () => tooLong(soonestStartMs(lane, limits));
    return withDeadline(signal, limits.maxWaitMs, late, (limited) =>
      lane.add(() => slot(slots, limited), limited),
    ).finally(() => (waiting -= 1));
  };
  return {
    get load() {
      return { waiting, inFlight: slots.pending, lanes: lanes.size };
    },
    holdBack: (key, ms) => laneOf(lanes, key, limits).hold(ms),
    async run(key, signal, call) {
      signal.throwIfAborted();
      const release = await getSlot(key, signal);
      try {
        signal.throwIfAborted();
        return await call();
      } finally {
        release();
      }
    },
  };
}

/** The least that a call which joins the lane now has to wait: what holds the lane, and whole seconds of the rate for those before it. */
function soonestStartMs(
  { heldMs, waiting }: TokenQueue,
  { callsPerSecond, totalCallsPerSecond }: ThrottleLimits,
): number {
  const perSecond = Math.min(callsPerSecond || Infinity, totalCallsPerSecond || Infinity);
  return heldMs + Math.floor(waiting / perSecond) * SECOND_MS;
}

function tooLong(waitMs: number): NotSentError {
  return new NotSentError(
    "RATE_LIMITED",
    "Too many calls to the upstream wait for their turn already. Wait before asking again.",
    Math.max(waitMs, SECOND_MS),
  );
}

function laneOf(lanes: Map<string, TokenQueue>, key: string, { callsPerSecond }: ThrottleLimits): TokenQueue {
  const known = lanes.get(key);
  if (known !== undefined) return known;
  const lane = new TokenQueue(callsPerSecond, () => lanes.delete(key));
  lanes.set(key, lane);
  return lane;
}

/** One of the slots, once there is one: call what it gives to free it. An abort frees it as well. */
function slot(slots: PQueue, signal: AbortSignal): Promise<() => void> {
  return new Promise((granted, refused) => {
    const hold = (): Promise<void> => new Promise((release) => granted(release));
    slots.add(hold, { signal }).catch(refused);
  });
}

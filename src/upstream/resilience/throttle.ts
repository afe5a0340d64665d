import PQueue from "p-queue";
import { GatewayError } from "../../errors.js";
import { withDeadline } from "./deadline.js";
import { NotSentError } from "./not-sent-error.js";
import type { Policy } from "./policy.js";
import { TokenQueue, rate } from "./token-queue.js";

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
   * Starts a call as soon as every limit allows it. Tokens take turns, so a busy one does not hold up the others. A call that its
   * caller gives up while it waits never starts. @throws NotSentError `RATE_LIMITED` when the wait is too long, at once where
   * that is certain.
   */
  readonly takePermit: Policy;
  /** When the upstream throttles a call, it would throttle the token's next calls too: they wait as long as it says. */
  readonly pauseWhenThrottled: Policy;
  readonly load: ThrottleLoad;
}

/** How busy a throttle is. */
export interface ThrottleLoad {
  /** Calls that wait for their turn. */
  readonly waiting: number;
  readonly inFlight: number;
  /** Tokens that it keeps a queue for: those with a call waiting, held back, or started within about a second. */
  readonly queues: number;
}

/** A throttle of its own for one upstream. */
export function createThrottle(limits: ThrottleLimits): Throttle {
  const permits = new PQueue({ concurrency: limits.concurrency, ...rate(limits.totalCallsPerSecond) });
  const queues = new Map<string, TokenQueue>();
  let waiting = 0;
  const getPermit = async (key: string, signal: AbortSignal) => {
    const queue = queueOf(queues, key, limits);
    const soonestMs = soonestStartMs(queue, limits);
    if (soonestMs > limits.maxWaitMs) throw tooLong(soonestMs - limits.maxWaitMs);
    waiting += 1;
    const late = () => tooLong(soonestStartMs(queue, limits));
    return withDeadline(signal, limits.maxWaitMs, late, (limited) =>
      queue.add(() => permit(permits, limited), limited),
    ).finally(() => (waiting -= 1));
  };
  return {
    get load() {
      return { waiting, inFlight: permits.pending, queues: queues.size };
    },
    takePermit: (next) => async (context) => {
      context.signal.throwIfAborted();
      const release = await getPermit(context.caller, context.signal);
      try {
        context.signal.throwIfAborted();
        return await next(context);
      } finally {
        release();
      }
    },
    pauseWhenThrottled: (next) => async (context) => {
      try {
        return await next(context);
      } catch (error) {
        if (error instanceof GatewayError && error.code === "RATE_LIMITED")
          queueOf(queues, context.caller, limits).hold(error.details.retryAfterMs ?? 0);
        throw error;
      }
    },
  };
}

/** How long a call that joins the queue now must wait at least: the pause of the queue, and whole seconds of the rate for those before it. */
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

function queueOf(queues: Map<string, TokenQueue>, key: string, { callsPerSecond }: ThrottleLimits): TokenQueue {
  const known = queues.get(key);
  if (known !== undefined) return known;
  const queue = new TokenQueue(callsPerSecond, () => queues.delete(key));
  queues.set(key, queue);
  return queue;
}

/** One of the permits, once there is one: call what it gives to free it. An abort frees it as well. */
function permit(permits: PQueue, signal: AbortSignal): Promise<() => void> {
  return new Promise((granted, refused) => {
    const hold = (): Promise<void> => new Promise((release) => granted(release));
    permits.add(hold, { signal }).catch(refused);
  });
}

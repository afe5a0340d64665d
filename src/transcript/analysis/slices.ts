import { setImmediate } from "node:timers/promises";

/** How long work on a whole transcript may block the event loop, in milliseconds. */
const SLICE_MS = 10;

/**
 * Takes all steps of some work, with pauses in which other requests continue, and returns its result. `now`: a clock in
 * milliseconds.
 */
export async function takeInSlices<T>(steps: Generator<void, T>, now = () => performance.now()): Promise<T> {
  let end = now() + SLICE_MS;
  let step = steps.next();
  for (; step.done !== true; step = steps.next()) {
    if (now() < end) continue;
    await setImmediate();
    end = now() + SLICE_MS;
  }
  return step.value;
}

// Loaded into a gateway by --import. For each operation it writes how long Redis kept it waiting, without the time for
// which the process itself was held up by other work or by other processes. It writes two kinds of lines; the last line
// of an operation counts:
//   { msg: "waited for Redis", operation, ms, byTheClockMs }   so far
//   { msg: "waited to count", ms, byTheClockMs }               for one call
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const PERIOD_MS = 2;
const MIN_MS = 1;
/** Older ones cannot affect a wait that still continues. */
const KEPT = 2000;

const main = pathToFileURL(process.argv[1]);
const { WaitingTime } = await import(new URL("redis/waiting-time.js", main));
const { StoreTimeout } = await import(new URL("upstream/resilience/store-timeout.js", main));

/** The times when the event loop was delayed: [from, until] each. */
const heldUp = [];
let dueAt = performance.now() + PERIOD_MS;
const look = () => {
  const now = performance.now();
  if (now - dueAt > MIN_MS) heldUp.push([dueAt, now]);
  if (heldUp.length > KEPT) heldUp.shift();
  dueAt = now + PERIOD_MS;
};
setInterval(look, PERIOD_MS).unref();

/**
 * How long the main thread was ready to run and had no processor so far, in milliseconds: the second number of Linux's
 * schedstat (https://docs.kernel.org/scheduler/sched-stats.html).
 */
const withoutProcessorMs = () => Number(readFileSync("/proc/self/schedstat", "utf8").split(" ")[1]) / 1e6;

const begin = () => ({ from: performance.now(), before: withoutProcessorMs() });

/**
 * The time since then, and the part in which the process was not held up. On a busy machine it loses the processor for
 * many short times, most of which `look` does not see.
 */
function since({ from, before }) {
  look();
  const now = performance.now();
  const seenMs = heldUp.reduce((sum, [start, end]) => sum + Math.max(0, Math.min(end, now) - Math.max(start, from)), 0);
  const lostMs = Math.max(seenMs, withoutProcessorMs() - before);
  return { byTheClockMs: now - from, ms: Math.max(0, now - from - lostMs) };
}

/** For each operation, its total wait so far. Parallel waits count once, as in the gateway. */
const waits = new WeakMap();
let operations = 0;
function waitOf(waitingTime) {
  const known = waits.get(waitingTime);
  if (known !== undefined) return known;
  operations += 1;
  const wait = { operation: operations, underWay: 0, begun: begin(), ms: 0, byTheClockMs: 0 };
  waits.set(waitingTime, wait);
  return wait;
}

const { spend, borrow } = WaitingTime.prototype;
WaitingTime.prototype.spend = async function (work) {
  const wait = waitOf(this);
  if (wait.underWay === 0) wait.begun = begin();
  wait.underWay += 1;
  try {
    return await spend.call(this, work);
  } finally {
    wait.underWay -= 1;
    if (wait.underWay === 0) {
      const last = since(wait.begun);
      wait.ms += last.ms;
      wait.byTheClockMs += last.byTheClockMs;
    }
  }
};
WaitingTime.prototype.borrow = async function (work) {
  const wait = waitOf(this);
  const { ms, byTheClockMs } = wait;
  const result = await borrow.call(this, work);
  if (wait.underWay === 0) Object.assign(wait, { ms, byTheClockMs });
  return result;
};
for (const name of ["spend", "borrow"]) {
  const original = WaitingTime.prototype[name];
  WaitingTime.prototype[name] = function (work) {
    const { operation } = waitOf(this);
    return original.call(this, work).finally(() => {
      const { ms, byTheClockMs } = waitOf(this);
      write({ msg: "waited for Redis", operation, ms, byTheClockMs });
    });
  };
}

const { wait: patiently } = StoreTimeout.prototype;
StoreTimeout.prototype.wait = async function (work) {
  const begun = begin();
  const result = await patiently.call(this, work);
  write({ msg: "waited to count", ...since(begun) });
  return result;
};

const write = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);

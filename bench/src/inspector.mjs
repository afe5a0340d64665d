// Reads the memory and the pauses of a Node.js subject by its inspector.

/** @typedef {import("./process.mjs").Running} Running */
/**
 * @typedef {object} Probe what happened since `startProbe`
 * @property {number} allocatedBytes on V8's heap; buffers are not counted
 * @property {number} longestGcMs the longest garbage collection
 * @property {number} longestDelayMs the longest time in which the event loop did nothing else
 */

/** Makes a Node.js process open an inspector on a free port of loopback. */
export const INSPECTOR_ENV = { NODE_OPTIONS: "--inspect=127.0.0.1:0" };

/**
 * The live heap after a full collection.
 * @param {Running} running started with `INSPECTOR_ENV`
 * @returns {Promise<number>} bytes
 */
export const readLiveHeap = (running) =>
  inspect(running, async (call) => {
    await call("HeapProfiler.collectGarbage");
    const { usedSize } = await call("Runtime.getHeapUsage");
    return usedSize;
  });

/** Runs in the subject's process. */
const PROBE = `(() => {
  const { monitorEventLoopDelay, PerformanceObserver } = process.getBuiltinModule("perf_hooks");
  const allocated = () => process.getBuiltinModule("v8").getHeapStatistics().total_allocated_bytes;
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const before = allocated();
  let longestGcMs = 0;
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longestGcMs = Math.max(longestGcMs, duration);
  });
  observer.observe({ entryTypes: ["gc"] });
  delay.enable();
  globalThis.readProbe = () => ({ allocatedBytes: allocated() - before, longestGcMs, longestDelayMs: delay.max / 1e6 });
})()`;

/** @param {Running} running started with `INSPECTOR_ENV` */
export const startProbe = (running) => inspect(running, (call) => evaluate(call, PROBE));

/** @param {Running} running after `startProbe` @returns {Promise<Probe>} */
export const readProbe = (running) => inspect(running, (call) => evaluate(call, "readProbe()"));

/** @typedef {(method: string, params?: object) => Promise<any>} Call one call at a time */

/** @template T @param {Running} running @param {(call: Call) => Promise<T>} work @returns {Promise<T>} */
async function inspect(running, work) {
  const address = /ws:\/\/127\.0\.0\.1:\d+\/[\w-]+/.exec(running.output())?.[0];
  if (address === undefined) throw new Error("the process has no inspector");
  const socket = new WebSocket(address);
  await new Promise((resolve, reject) => {
    socket.addEventListener("open", resolve, { once: true });
    socket.addEventListener("error", () => reject(new Error("the inspector does not respond")), { once: true });
  });
  try {
    return await work((method, params) => callInspector(socket, method, params));
  } finally {
    socket.close();
  }
}

/** @param {WebSocket} socket @param {string} method @param {object} [params] @returns {Promise<any>} the result */
async function callInspector(socket, method, params) {
  const reply = new Promise((resolve) => socket.addEventListener("message", resolve, { once: true }));
  socket.send(JSON.stringify({ id: 1, method, params }));
  return JSON.parse(/** @type {MessageEvent} */ (await reply).data).result;
}

/** @param {Call} call @param {string} expression */
async function evaluate(call, expression) {
  const { result, exceptionDetails } = await call("Runtime.evaluate", { expression, returnByValue: true });
  if (exceptionDetails !== undefined) throw new Error(`the probe failed: ${exceptionDetails.text}`);
  return result.value;
}

// The live heap of a Node.js subject after a full collection, read by its inspector.

/** Makes a Node.js process open an inspector on a free port of loopback. */
export const INSPECTOR_ENV = { NODE_OPTIONS: "--inspect=127.0.0.1:0" };

/**
 * @param {import("./process.mjs").Running} running started with `INSPECTOR_ENV`
 * @returns {Promise<number>} bytes
 */
export async function readLiveHeap(running) {
  const address = /ws:\/\/127\.0\.0\.1:\d+\/[\w-]+/.exec(running.output())?.[0];
  if (address === undefined) throw new Error("the process has no inspector");
  const socket = new WebSocket(address);
  await new Promise((resolve, reject) => {
    socket.addEventListener("open", resolve, { once: true });
    socket.addEventListener("error", () => reject(new Error("the inspector does not respond")), { once: true });
  });
  try {
    await call(socket, "HeapProfiler.collectGarbage");
    const { usedSize } = await call(socket, "Runtime.getHeapUsage");
    return usedSize;
  } finally {
    socket.close();
  }
}

/** @param {WebSocket} socket @param {string} method @returns {Promise<any>} the result; one call at a time */
async function call(socket, method) {
  const reply = new Promise((resolve) => socket.addEventListener("message", resolve, { once: true }));
  socket.send(JSON.stringify({ id: 1, method }));
  return JSON.parse(/** @type {MessageEvent} */ (await reply).data).result;
}

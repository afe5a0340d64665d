// The load generator, in a process of its own. The runner starts one run at a time by IPC.
// It counts the bytes of a response and keeps only its two ends, so that it leaves the processor to the servers.
import { Pool } from "undici";

/** `errors` is at the beginning or the end of a response. */
const ERRORS = /"errors"\s*:/;
const END_BYTES = 2000;
const TIMEOUT_MS = 300_000;

/**
 * @typedef {object} Run
 * @property {string} url
 * @property {import("./subjects/subject.mjs").HttpRequest} request `path` and `body` contain `marker` where requests must differ
 * @property {string} marker
 * @property {number} firstNumber replaces `marker` in the first request; each further request has the next number
 * @property {number} amount the number of requests
 * @property {number} connections
 * @property {number} expectedLength the bytes of a response; a hundredth more or less is accepted
 * @property {boolean} [readsOnce] windows of one meeting differ in length, by less than a tenth
 */
/** @typedef {{ seconds: number, latenciesMs: number[] }} Outcome */
/** @typedef {{ outcome: Outcome } | { failure: string }} Reply */

process.on("message", (/** @type {Run} */ run) => {
  execute(run).then(
    (outcome) => process.send?.({ outcome }),
    (error) => process.send?.({ failure: String(error?.message ?? error) }),
  );
});
process.on("disconnect", () => process.exit(0));

/**
 * Each connection sends one request at a time.
 * @param {Run} run @returns {Promise<Outcome>} throws at the first faulty response
 */
async function execute(run) {
  const pool = new Pool(run.url, {
    connections: run.connections,
    headersTimeout: TIMEOUT_MS,
    bodyTimeout: TIMEOUT_MS,
  });
  /** @type {number[]} */
  const latenciesMs = [];
  const nextRequest = numberRequests(run);
  let sent = 0;
  const sendInTurn = async () => {
    while (sent < run.amount) {
      sent += 1;
      const sentAt = performance.now();
      const response = await send(pool, nextRequest());
      latenciesMs.push(performance.now() - sentAt);
      check(response, run);
    }
  };
  const startedAt = performance.now();
  try {
    await Promise.all(Array.from({ length: run.connections }, sendInTurn));
    return { seconds: (performance.now() - startedAt) / 1000, latenciesMs };
  } finally {
    await pool.destroy();
  }
}

/** @typedef {{ status: number, length: number, start: Buffer, end: Buffer }} Received a response of `length` bytes, and its ends */

/** @param {Pool} pool @param {import("undici").Dispatcher.DispatchOptions} request @returns {Promise<Received>} */
const send = (pool, request) =>
  new Promise((resolve, reject) => {
    /** @type {Received} */
    const received = { status: 0, length: 0, start: Buffer.alloc(0), end: Buffer.alloc(0) };
    pool.dispatch(request, {
      onRequestStart() {},
      onResponseStart(_controller, status) {
        received.status = status;
      },
      onResponseData(_controller, chunk) {
        received.length += chunk.length;
        if (received.start.length < END_BYTES)
          received.start = Buffer.concat([received.start, chunk]).subarray(0, END_BYTES);
        received.end = (chunk.length < END_BYTES ? Buffer.concat([received.end, chunk]) : chunk).subarray(-END_BYTES);
      },
      onResponseEnd() {
        resolve(received);
      },
      onResponseError(_controller, error) {
        reject(error);
      },
    });
  });

/**
 * Makes the requests of a run, each with the next number.
 * @param {Run} run @returns {() => import("undici").Dispatcher.DispatchOptions}
 */
function numberRequests({ request: { method, path, headers, body, otherBodies = [] }, marker, firstNumber }) {
  let number = firstNumber;
  const bodies = [body, ...otherBodies];
  return () => {
    const given = bodies[number % bodies.length];
    const digits = String(number).padStart(marker.length, "0");
    number += 1;
    const numbered = given?.replaceAll(marker, digits);
    return {
      method,
      path: path.replaceAll(marker, digits),
      headers,
      ...(numbered !== undefined && { body: numbered }),
    };
  };
}

/** Cursors vary in length by a few bytes. @param {Received} received @param {Run} run */
function check({ status, length, start, end }, { expectedLength, readsOnce }) {
  const text = start.toString();
  if (status !== 200) throw new Error(`status ${status}: ${text}`);
  if (ERRORS.test(text) || ERRORS.test(end.toString())) throw new Error(`responded with errors: ${text}`);
  if (Math.abs(length / expectedLength - 1) > (readsOnce ? 0.1 : 0.01))
    throw new Error(`a response has ${length} bytes, not about ${expectedLength}`);
}

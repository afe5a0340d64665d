// Sixteen callers at once: what a page allocates, and how long the process does nothing else.
import { checkAgreement } from "../agreement.mjs";
import { INSPECTOR_ENV, readProbe, startProbe } from "../inspector.mjs";
import { MARKER } from "../load.mjs";

/** @typedef {import("../bench.mjs").Bench} Bench */
/** @typedef {import("../subjects/subject.mjs").Subject} Subject */

export const CALLERS = 16;

/** A page of a meeting of half an hour. */
const CELL = /** @type {const} */ ({ size: 200, shape: "deep" });
const WARMUP = 20 * CALLERS;
const REQUESTS = 50 * CALLERS;

/**
 * @typedef {object} PausesResult
 * @property {Subject} subject
 * @property {number} requestsPerSecond
 * @property {number[]} latenciesMs
 * @property {number} allocatedBytesPerPage
 * @property {number} longestGcMs
 * @property {number} longestDelayMs
 * @property {number} peakBytes
 */

/**
 * Measures one subject after the other.
 * @param {Bench} bench
 * @param {readonly Subject[]} subjects Node.js processes
 * @returns {Promise<PausesResult[]>}
 */
export async function measurePauses(bench, subjects) {
  const results = [];
  for (const subject of subjects) results.push(await measure(bench, subject));
  return results;
}

/** @param {Bench} bench @param {Subject} subject @returns {Promise<PausesResult>} */
async function measure(bench, subject) {
  const running = await bench.startSubject(subject, INSPECTOR_ENV);
  try {
    const expectedLength = await checkAgreement(subject, running.url, CELL);
    const request = subject.request({ conferenceId: MARKER, ...CELL });
    const load = { url: running.url, request, expectedLength, connections: CALLERS };
    await bench.load({ ...load, amount: WARMUP });
    await startProbe(running);
    const { seconds, latenciesMs } = await bench.load({ ...load, amount: REQUESTS });
    const { allocatedBytes, longestGcMs, longestDelayMs } = await readProbe(running);
    bench.log(`${CALLERS} callers: ${subject.name} ${(REQUESTS / seconds).toFixed(1)}/s`);
    return {
      subject,
      requestsPerSecond: REQUESTS / seconds,
      latenciesMs,
      allocatedBytesPerPage: allocatedBytes / REQUESTS,
      longestGcMs,
      longestDelayMs,
      peakBytes: running.peakBytes(),
    };
  } finally {
    await running.stop();
  }
}

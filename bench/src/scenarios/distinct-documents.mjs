// A thousand different documents in a row, as any client could send them: their memory and their speed.
import { checkAgreement } from "../agreement.mjs";
import { INSPECTOR_ENV, readLiveHeap } from "../inspector.mjs";
import { MARKER } from "../load.mjs";
import { distinctDocument, documentOf } from "../queries.mjs";
import { conferenceRequest } from "../subjects/subject.mjs";

/** @typedef {import("../bench.mjs").Bench} Bench */
/** @typedef {import("../subjects/subject.mjs").Subject} Subject */

const LEG = 100;
const LEGS = 10;
const WARMUP = 300;
const TASK = /** @type {const} */ ({ conferenceId: MARKER, size: 20, shape: "deep" });

/** @typedef {{ liveBytes: number, rssBytes: number }} Memory */
/**
 * @typedef {object} DistinctResult
 * @property {Subject} subject
 * @property {number[]} requestsPerSecond per hundred documents
 * @property {number} standingPerSecond the rate of the same requests with one document for all
 * @property {Memory} afterFirst hundred documents
 * @property {Memory} afterLast
 */

/**
 * Sends each subject a hundred new documents at a time, in turn.
 * @param {Bench} bench
 * @param {readonly Subject[]} subjects Node.js processes with our schema's shape
 * @returns {Promise<DistinctResult[]>}
 */
export async function measureDistinctDocuments(bench, subjects) {
  /** @type {Candidate[]} */
  const candidates = [];
  try {
    for (const subject of subjects) candidates.push(await prepare(bench, subject));
    for (let leg = 1; leg <= LEGS; leg += 1)
      for (const candidate of candidates) await measureLeg(bench, candidate, leg);
    return candidates.map(({ subject, standingPerSecond, requestsPerSecond, memories: [afterFirst, afterLast] }) => {
      if (afterFirst === undefined || afterLast === undefined) throw new Error("a leg is missing");
      return { subject, standingPerSecond, requestsPerSecond, afterFirst, afterLast };
    });
  } finally {
    await Promise.all(candidates.map(({ running }) => running.stop()));
  }
}

/**
 * @typedef {object} Candidate
 * @property {Subject} subject
 * @property {import("../process.mjs").Running} running
 * @property {number} expectedLength the length of a response to a document with an alias
 * @property {number} standingPerSecond
 * @property {number[]} requestsPerSecond
 * @property {Memory[]} memories
 */

/** Warms up with one document, so that only the documents are new to the subject. @param {Bench} bench @param {Subject} subject @returns {Promise<Candidate>} */
async function prepare(bench, subject) {
  const running = await bench.startSubject(subject, INSPECTOR_ENV);
  try {
    const { url } = running;
    const plainLength = await checkAgreement(subject, url, TASK);
    const load = {
      url,
      request: conferenceRequest(TASK, documentOf(TASK.shape)),
      amount: WARMUP,
      expectedLength: plainLength,
    };
    await bench.load(load);
    const { seconds } = await bench.load(load);
    bench.log(`distinct documents: ${subject.name} is warm`);
    const expectedLength = plainLength + `_${MARKER}`.length;
    return {
      subject,
      running,
      expectedLength,
      standingPerSecond: WARMUP / seconds,
      requestsPerSecond: [],
      memories: [],
    };
  } catch (error) {
    await running.stop();
    throw error;
  }
}

/** @param {Bench} bench @param {Candidate} candidate @param {number} leg from 1 */
async function measureLeg(bench, { subject, running, expectedLength, requestsPerSecond, memories }, leg) {
  const request = conferenceRequest(TASK, distinctDocument(MARKER));
  const { seconds } = await bench.load({ url: running.url, request, amount: LEG, expectedLength });
  requestsPerSecond.push(LEG / seconds);
  bench.log(`  ${leg * LEG} distinct documents: ${subject.name} ${(LEG / seconds).toFixed(1)}/s`);
  if (leg === 1 || leg === LEGS)
    memories.push({ liveBytes: await readLiveHeap(running), rssBytes: running.rssBytes() });
}

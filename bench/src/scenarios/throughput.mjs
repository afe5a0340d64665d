// Speed and memory: each size with fresh processes, the subjects and sizes in turn, over several rounds.
import { checkAgreement, checkIdentifiers } from "../agreement.mjs";
import { MARKER } from "../load.mjs";
import { median } from "../statistics.mjs";

/** @typedef {import("../agreement.mjs").Fate} Fate */
/** @typedef {import("../bench.mjs").Bench} Bench */
/** @typedef {import("../queries.mjs").Shape} Shape */
/** @typedef {import("../subjects/subject.mjs").Subject} Subject */
/** @typedef {{ size: number, shape: Shape }} Cell */
/** @typedef {{ rounds: number, roundSeconds: number, warmupSeconds: number, connections: number }} Effort */

/**
 * @typedef {object} Measurement one subject in one cell
 * @property {Subject} subject
 * @property {number[]} requestsPerSecond of each round
 * @property {number[]} cpuMs a request, all threads together, of each round
 * @property {number[]} latenciesMs of every request of every round
 * @property {number} peakBytes
 * @property {Fate | null} identifiers
 */
/** @typedef {Cell & { measurements: Measurement[] }} CellResult */

/**
 * Measures one shape in several sizes. A subject's sizes follow one another, so that they can be compared.
 * @param {Bench} bench
 * @param {readonly Subject[]} subjects
 * @param {readonly Cell[]} cells of one shape
 * @param {Effort} effort
 * @returns {Promise<CellResult[]>}
 */
export async function measureShape(bench, subjects, cells, effort) {
  /** @type {Candidate[]} */
  const candidates = [];
  try {
    for (const subject of subjects)
      for (const cell of cells)
        if (subject.shapes.includes(cell.shape)) candidates.push(await prepare(bench, subject, cell, effort));
    for (let round = 1; round <= effort.rounds; round += 1)
      for (const candidate of candidates) await measureRound(bench, candidate, `round ${round} of ${effort.rounds}`);
    return cells.map((cell) => ({
      ...cell,
      measurements: candidates.filter((candidate) => candidate.cell === cell).map(toMeasurement),
    }));
  } finally {
    await Promise.all(candidates.map(({ running }) => running.stop()));
  }
}

/**
 * @typedef {object} Candidate a running subject, and its results so far
 * @property {Subject} subject
 * @property {Cell} cell
 * @property {import("../process.mjs").Running} running
 * @property {Parameters<Bench["load"]>[0]} load one round
 * @property {number[]} requestsPerSecond
 * @property {number[]} cpuMs
 * @property {number[]} latenciesMs
 * @property {Fate | null} identifiers
 */

/** Starts, checks and warms up. @param {Bench} bench @param {Subject} subject @param {Cell} cell @param {Effort} effort @returns {Promise<Candidate>} */
async function prepare(bench, subject, cell, effort) {
  const running = await bench.startSubject(subject);
  try {
    const { url } = running;
    const expectedLength = await checkAgreement(subject, url, cell);
    const identifiers = await checkIdentifiers(subject, url);
    const request = subject.request({ conferenceId: MARKER, ...cell });
    const requests = { url, request, expectedLength, readsOnce: subject.readsOnce ?? false };
    const rate = await warmUp(bench, requests, effort);
    const load = { ...requests, amount: amountFor(rate, effort.roundSeconds, effort) };
    bench.log(`${describe(cell)}: ${subject.name} agrees and is warm at ${rate.toFixed(1)}/s`);
    return { subject, cell, running, load, requestsPerSecond: [], cpuMs: [], latenciesMs: [], identifiers };
  } catch (error) {
    await running.stop();
    throw new Error(`${subject.name}, ${describe(cell)}: ${error}\n${running.output()}`, { cause: error });
  }
}

/**
 * Sends requests until the warm-up time is over, twice as many each time, so that compilers can optimize.
 * @param {Bench} bench @param {Omit<Candidate["load"], "amount">} load @param {Effort} effort
 * @returns {Promise<number>} requests per second at the end
 */
async function warmUp(bench, load, effort) {
  let seconds = 0;
  let rate = 0;
  for (let amount = effort.connections; seconds < effort.warmupSeconds; amount *= 2) {
    const outcome = await bench.load({ ...load, amount });
    seconds += outcome.seconds;
    rate = amount / outcome.seconds;
  }
  return rate;
}

/** A round has a fixed number of requests, so that no response is cut off. @param {number} rate @param {number} seconds @param {Effort} effort */
const amountFor = (rate, seconds, { connections }) =>
  Math.max(1, Math.round((rate * seconds) / connections)) * connections;

/** @param {Bench} bench @param {Candidate} candidate @param {string} title */
async function measureRound(bench, { subject, cell, running, load, requestsPerSecond, cpuMs, latenciesMs }, title) {
  const before = running.cpuMs();
  const outcome = await bench.load(load).catch((error) => {
    throw new Error(`${subject.name}, ${title}: ${error.message}\n${running.output()}`, { cause: error });
  });
  const rate = load.amount / outcome.seconds;
  requestsPerSecond.push(rate);
  cpuMs.push((running.cpuMs() - before) / load.amount);
  latenciesMs.push(...outcome.latenciesMs);
  bench.log(`  ${title}: ${subject.name}, ${describe(cell)}, ${rate.toFixed(1)}/s`);
}

/** @param {Candidate} candidate @returns {Measurement} */
const toMeasurement = ({ subject, running, requestsPerSecond, cpuMs, latenciesMs, identifiers }) => ({
  subject,
  requestsPerSecond,
  cpuMs,
  latenciesMs,
  peakBytes: running.peakBytes(),
  identifiers,
});

/** @param {Cell} cell */
export const describe = ({ size, shape }) => `${size} paragraphs, ${shape}`;

/**
 * The ratio of a subject's times in two cells of one shape, by round, because the machine's speed changes between rounds.
 * @param {Measurement} measurement
 * @param {Measurement} other
 */
export const timesAsLong = ({ requestsPerSecond }, other) =>
  median(requestsPerSecond.map((rate, round) => rate / (other.requestsPerSecond[round] ?? NaN)));

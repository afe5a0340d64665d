// The parts that all scenarios share: the upstream, the load generator, and the subjects' processes.
import { exchange } from "./exchange.mjs";
import { start } from "./process.mjs";
import { ownServer } from "./subjects/launch.mjs";

/** @typedef {import("./subjects/subject.mjs").Subject} Subject */
/** @typedef {import("./subjects/subject.mjs").HttpRequest} HttpRequest */

/** The cached meeting has three pages of 2,000. */
const MAX_CALLS_OF_A_MEETING = 3;

/**
 * @typedef {object} Bench
 * @property {(subject: Subject, env?: Record<string, string>) => Promise<import("./process.mjs").Running>} startSubject
 * @property {(run: { url: string, request: HttpRequest, amount: number, expectedLength: number, readsOnce?: boolean, connections?: number }) =>
 *   Promise<import("./load.mjs").Outcome>} load sends requests; throws if one fails, or if the number of upstream calls is wrong:
 *   one per request, or those of reading one meeting once
 * @property {(line: string) => void} log
 */

/**
 * @param {object} parts
 * @param {string} parts.upstreamUrl
 * @param {import("./load.mjs").LoadGenerator} parts.generator
 * @param {number} parts.connections
 * @returns {Bench}
 */
export const createBench = ({ upstreamUrl, generator, connections }) => ({
  startSubject: (subject, env = {}) =>
    start(
      subject.name,
      async (port) => {
        const launch = await subject.launch({ port, upstreamUrl });
        return { ...launch, env: { ...launch.env, ...env } };
      },
      (url) => exchange(url, subject.request({ conferenceId: "ready", size: 20, shape: "shallow" })),
    ),
  load: async (run) => {
    const before = await countCalls(upstreamUrl);
    const outcome = await generator.run({ connections, ...run });
    const calls = (await countCalls(upstreamUrl)) - before;
    const areFair = run.readsOnce ? calls <= MAX_CALLS_OF_A_MEETING : calls === run.amount;
    if (!areFair) throw new Error(`${calls} upstream calls for ${run.amount} requests`);
    return outcome;
  },
  log: (line) => console.error(`${(performance.now() / 1000).toFixed(0).padStart(4)} s  ${line}`),
});

/**
 * Starts the upstream with the fixed pages.
 * @returns {Promise<import("./process.mjs").Running>}
 */
export const startUpstream = () =>
  start(
    "upstream",
    (port) => ownServer("src/servers/upstream.mjs")({ port, upstreamUrl: "" }),
    (url) => countCalls(url),
  );

/** @param {string} upstreamUrl @returns {Promise<number>} */
const countCalls = async (upstreamUrl) => Number(await (await fetch(`${upstreamUrl}/calls`)).text());

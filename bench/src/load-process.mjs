// The load generator, in a process of its own. The runner starts one run at a time by IPC.
import autocannon from "autocannon";

/** `errors` is at the beginning or the end of a response. */
const ERRORS = /"errors"\s*:/;
const ENDS = 2000;
const TIMEOUT_S = 300;

/**
 * @typedef {object} Run
 * @property {string} url
 * @property {import("./subjects/subject.mjs").HttpRequest} request `path` and `body` contain `marker` where requests must differ
 * @property {string} marker
 * @property {number} firstNumber replaces `marker` in the first request; each further request has the next number
 * @property {number} amount the number of requests
 * @property {number} connections
 * @property {number} expectedLength the characters of a response; a hundredth more or less is accepted
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

/** @param {Run} run @returns {Promise<Outcome>} */
async function execute(run) {
  /** @type {Set<string>} */
  const faults = new Set();
  /** @type {number[]} */
  const latenciesMs = [];
  const startedAt = performance.now();
  let finishedAt = startedAt;
  const { errors, timeouts } = await cannonade(
    {
      url: run.url,
      amount: run.amount,
      connections: run.connections,
      timeout: TIMEOUT_S,
      sampleInt: 20,
      requests: [
        {
          method: run.request.method,
          headers: run.request.headers,
          setupRequest: numberRequests(run),
          onResponse: (status, body) => {
            const fault = findFault(status, body, run);
            if (fault !== null) faults.add(fault);
          },
        },
      ],
    },
    (latencyMs) => {
      latenciesMs.push(latencyMs);
      finishedAt = performance.now();
    },
  );
  if (errors > 0) faults.add(`${errors} requests failed, ${timeouts} of them by a timeout`);
  if (latenciesMs.length !== run.amount) faults.add(`${latenciesMs.length} responses to ${run.amount} requests`);
  if (faults.size > 0) throw new Error([...faults].slice(0, 3).join("; "));
  return { seconds: (finishedAt - startedAt) / 1000, latenciesMs };
}

/**
 * @param {autocannon.Options} options
 * @param {(latencyMs: number) => void} onResponse
 * @returns {Promise<autocannon.Result>}
 */
const cannonade = (options, onResponse) =>
  new Promise((resolve, reject) => {
    const instance = autocannon(options, (error, result) => (error ? reject(error) : resolve(result)));
    instance.on("response", (_client, _status, _bytes, latencyMs) => onResponse(latencyMs));
  });

/** Puts the next number into each request. @param {Run} run @returns {NonNullable<autocannon.Request["setupRequest"]>} */
function numberRequests({ request, marker, firstNumber }) {
  let number = firstNumber;
  const bodies = [request.body, ...(request.otherBodies ?? [])];
  return (template) => {
    const given = bodies[number % bodies.length];
    const digits = String(number).padStart(marker.length, "0");
    number += 1;
    const path = request.path.replaceAll(marker, digits);
    const body = given?.replaceAll(marker, digits);
    return { ...template, path, ...(body !== undefined && { body }) };
  };
}

/**
 * The length is compared loosely: a character that two network reads share counts more than once, and cursors vary.
 * @param {number} status @param {string} body @param {Run} run @returns {string | null}
 */
function findFault(status, body, { expectedLength, readsOnce }) {
  const start = body.slice(0, ENDS);
  if (status !== 200) return `status ${status}: ${start.slice(0, 300)}`;
  if (ERRORS.test(start) || ERRORS.test(body.slice(-ENDS))) return `responded with errors: ${start.slice(0, 300)}`;
  if (Math.abs(body.length / expectedLength - 1) > (readsOnce ? 0.1 : 0.01))
    return `a response has ${body.length} characters, not about ${expectedLength}`;
  return null;
}

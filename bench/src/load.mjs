// Starts the process of the load generator, and talks to it.
import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** @typedef {import("./load-process.mjs").Run} Run */
/** @typedef {import("./load-process.mjs").Outcome} Outcome */
/** @typedef {{ run: (run: Omit<Run, "marker" | "firstNumber">) => Promise<Outcome>, stop: () => void }} LoadGenerator */

/** Is replaced in each request by the request's own number, which has as many characters. */
export const MARKER = "#NUMBER#";

/**
 * Starts the generator. Requests that contain `MARKER` all differ.
 * @returns {LoadGenerator}
 */
export function startLoadGenerator() {
  const child = fork(fileURLToPath(new URL("load-process.mjs", import.meta.url)));
  let firstNumber = 1;
  return {
    run: async (run) => {
      child.send({ ...run, marker: MARKER, firstNumber });
      firstNumber += run.amount + run.connections;
      const reply = await nextReply(child);
      if ("failure" in reply) throw new Error(reply.failure);
      return reply.outcome;
    },
    stop: () => child.disconnect(),
  };
}

/** @param {import("node:child_process").ChildProcess} child @returns {Promise<import("./load-process.mjs").Reply>} */
async function nextReply(child) {
  const settled = new AbortController();
  const { signal } = settled;
  const gone = once(child, "exit", { signal }).then(
    () => [{ failure: "the load generator is gone" }],
    () => [],
  );
  const [reply] = await Promise.race([once(child, "message", { signal }), gone]);
  settled.abort();
  return reply;
}

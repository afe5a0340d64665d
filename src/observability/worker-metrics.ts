import { AggregatorRegistry } from "prom-client";
import { type Channel, Conversation, GONE } from "./ipc.js";

/** What a primary needs of node:cluster. */
export interface Workers {
  on(event: "fork", listener: (worker: ListeningChannel) => void): unknown;
}

interface ListeningChannel extends Channel {
  once(event: (typeof GONE)[number] | "listening", listener: () => void): unknown;
}

const OWN = "the metrics of one worker";
const ALL = "the metrics of all workers";

// A worker waits longer than the primary, so that it hears what the primary waited for; Prometheus gives up after 10 s.
const OWN_TIMEOUT_MS = 4000;
const ALL_TIMEOUT_MS = 5000;

/**
 * For the primary: whichever worker asks gets the metrics of all that listen, put together by each metric's `aggregator`. A worker
 * that ends meanwhile is left out; one that is silent fails the whole, since counters that fall look like a restart.
 *
 * prom-client puts them together, but its `clusterMetrics()` does not ask: it would ask workers that do not hear yet, and wait
 * for them in vain; and an error of sending to one that has just died would end the primary.
 */
export function gatherMetrics(workers: Workers): void {
  const listening = new Set<Conversation>();
  const readAll = async () => {
    const reports = await Promise.all(Array.from(listening, (worker) => worker.ask(OWN, OWN_TIMEOUT_MS)));
    return AggregatorRegistry.aggregate(reports.filter((report) => Array.isArray(report))).metrics();
  };
  workers.on("fork", (worker) => {
    const conversation = new Conversation(worker, { [ALL]: readAll });
    worker.once("listening", () => listening.add(conversation));
    for (const event of GONE) worker.once(event, () => listening.delete(conversation));
  });
}

/**
 * For a worker: offers its own metrics to the primary, and gives what reads those of all workers, as Prometheus reads them.
 * `readOwn` gives what a registry's `getMetricsAsJSON` gives. Reading throws when the primary fails, is silent or is gone.
 */
export function shareMetrics(primary: Channel, readOwn: () => Promise<readonly object[]>): () => Promise<string> {
  const conversation = new Conversation(primary, { [OWN]: readOwn });
  return async () => {
    const text = await conversation.ask(ALL, ALL_TIMEOUT_MS);
    if (typeof text !== "string") throw new Error("the primary is gone, and with it the metrics of all workers");
    return text;
  };
}

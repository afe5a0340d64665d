import { AggregatorRegistry } from "prom-client";
import { type Channel, RequestChannel, GONE } from "./ipc.js";

interface ListeningChannel extends Channel {
  once(event: (typeof GONE)[number] | "listening", listener: () => void): unknown;
}

const OWN = "the metrics of one worker";
const ALL = "the metrics of all workers";

// A worker waits longer than the primary, so that it gets the primary's error. Prometheus gives up after 10 s.
const OWN_TIMEOUT_MS = 4000;
const ALL_TIMEOUT_MS = 5000;

/**
 * For the primary: any worker that requests them gets the metrics of all that listen, combined by each metric's
 * `aggregator`. A worker that ends meanwhile is left out. A silent worker fails the request, because falling counters
 * look like a restart.
 *
 * prom-client combines the metrics, but its `clusterMetrics()` is not used. It also waits for workers that cannot
 * respond yet, and an error while sending to a dead worker would end the primary.
 */
export function gatherMetrics(workers: {
  on(event: "fork", listener: (worker: ListeningChannel) => void): unknown;
}): void {
  const listening = new Set<RequestChannel>();
  const readAll = async () => {
    const reports = await Promise.all(Array.from(listening, (worker) => worker.request(OWN, OWN_TIMEOUT_MS)));
    return AggregatorRegistry.aggregate(reports.filter((report) => Array.isArray(report))).metrics();
  };
  workers.on("fork", (worker) => {
    const requests = new RequestChannel(worker, { [ALL]: readAll });
    worker.once("listening", () => listening.add(requests));
    for (const event of GONE) worker.once(event, () => listening.delete(requests));
  });
}

/**
 * For a worker: offers its own metrics to the primary, and returns a function that reads those of all workers in
 * Prometheus's format. `readOwn` returns the result of a registry's `getMetricsAsJSON`. Reading throws if the primary
 * fails, is silent or is gone.
 */
export function shareMetrics(primary: Channel, readOwn: () => Promise<readonly object[]>): () => Promise<string> {
  const requests = new RequestChannel(primary, { [OWN]: readOwn });
  return async () => {
    const text = await requests.request(ALL, ALL_TIMEOUT_MS);
    if (typeof text !== "string") throw new Error("the primary is gone, and with it the metrics of all workers");
    return text;
  };
}

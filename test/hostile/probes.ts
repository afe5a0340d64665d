import { readFileSync } from "node:fs";
import { Worker } from "node:worker_threads";

/** Observations of a gateway's process during some time. */
export interface Observation {
  /** The slowest response of `/health/live`, in milliseconds. */
  readonly slowestProbeMs: number;
  readonly probes: number;
  /** The maximum memory of the process, in MB. */
  readonly peakMemoryMb: number;
}

/** Sends probes every 20 ms from a separate thread, each on a new connection, because the main thread is busy too. */
const PROBER = `
  const { parentPort, workerData } = require("node:worker_threads");
  const { get } = require("node:http");
  let slowest = 0, probes = 0, open = 0, stopping = false;
  const finish = () => { if (stopping && open === 0) parentPort.postMessage({ slowest, probes }); };
  const timer = setInterval(() => {
    const began = performance.now();
    open += 1;
    const done = () => { slowest = Math.max(slowest, performance.now() - began); probes += 1; open -= 1; finish(); };
    get(workerData.url, { agent: false }, (response) => response.resume().on("end", done)).on("error", done);
  }, 20);
  parentPort.on("message", () => { clearInterval(timer); stopping = true; finish(); });
`;

/** Observes a process by its id and its health probe while the work runs. */
export async function observe(pid: number, health: URL, work: () => Promise<void>): Promise<Observation> {
  const prober = new Worker(PROBER, { eval: true, workerData: { url: health.href } });
  let peakMemoryMb = memoryOf(pid);
  const watch = setInterval(() => {
    peakMemoryMb = Math.max(peakMemoryMb, memoryOf(pid));
  }, 20);
  await work();
  clearInterval(watch);
  const { slowest, probes } = await new Promise<{ slowest: number; probes: number }>((resolve) => {
    prober.once("message", resolve);
    prober.postMessage("stop", []);
  });
  await prober.terminate();
  return { slowestProbeMs: Math.round(slowest), probes, peakMemoryMb: Math.round(peakMemoryMb) };
}

function memoryOf(pid: number): number {
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024;
}

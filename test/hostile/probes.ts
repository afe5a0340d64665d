import { readFileSync } from "node:fs";
import { Worker } from "node:worker_threads";

/** What a gateway's process was like during some time. */
export interface Observation {
  /** The slowest answer of `/health/live`, in milliseconds. */
  readonly slowestProbeMs: number;
  readonly probes: number;
  /** The most memory that the process had, in MB. */
  readonly peakMemoryMb: number;
}

/** Sends probes every 20 ms from a thread of its own, each on a new connection, since whoever observes is busy too. */
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

/** Observes the process with this id and health probe for as long as the work takes. */
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

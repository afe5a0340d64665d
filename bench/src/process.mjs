// Child processes. Each gets a free port, is ready when it responds, and has its memory read from the kernel.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

const READY_WITHIN_MS = 60_000;
const GONE_WITHIN_MS = 5000;
const KEPT_OUTPUT = 4000;

/**
 * @typedef {object} Running
 * @property {string} url
 * @property {() => number} rssBytes its resident memory now
 * @property {() => number} peakBytes its maximum resident memory since the start
 * @property {() => number} cpuMs the processor time of all its threads since it started, in steps of 10 ms
 * @property {() => string} output the end of its output
 * @property {() => Promise<void>} stop
 */

/**
 * Starts a process, and waits until `check` succeeds.
 * @param {string} name for error messages
 * @param {(port: number) => import("./subjects/subject.mjs").Launch | Promise<import("./subjects/subject.mjs").Launch>} launch
 * @param {(url: string) => Promise<unknown>} check throws until the process responds correctly
 * @returns {Promise<Running>}
 */
export async function start(name, launch, check) {
  const port = await freePort();
  const { file, args, env } = await launch(port);
  const child = spawn(file, args, { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  children.add(child);
  child.once("exit", () => children.delete(child));
  const output = keepOutput(child);
  const url = `http://127.0.0.1:${port}`;
  const stop = () => stopChild(child);
  await becomeReady(name, child, output, () => check(url)).catch(async (error) => {
    await stop();
    throw error;
  });
  const status = (/** @type {"VmRSS" | "VmHWM"} */ field) => readStatus(Number(child.pid), field);
  const cpuMs = () => readCpuMs(Number(child.pid));
  return { url, rssBytes: () => status("VmRSS"), peakBytes: () => status("VmHWM"), cpuMs, output, stop };
}

/** @returns {Promise<number>} a port that was free a moment ago */
async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** @param {import("node:child_process").ChildProcess} child @returns {() => string} */
function keepOutput(child) {
  let kept = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (chunk) => {
      kept = (kept + chunk).slice(-KEPT_OUTPUT);
    });
  return () => kept;
}

/**
 * Children are stopped with the benchmark, however it ends.
 * @type {Set<import("node:child_process").ChildProcess>}
 */
const children = new Set();
process.on("exit", () => children.forEach((child) => child.kill("SIGKILL")));
for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM"])) process.once(signal, () => process.exit(1));

/** @param {string} name @param {import("node:child_process").ChildProcess} child @param {() => string} output @param {() => Promise<unknown>} check */
async function becomeReady(name, child, output, check) {
  const deadline = Date.now() + READY_WITHIN_MS;
  for (;;) {
    const failure = await check().then(
      () => null,
      (error) => error,
    );
    if (failure === null) return;
    if (child.exitCode !== null) throw new Error(`${name} exited with ${child.exitCode}:\n${output()}`);
    if (Date.now() > deadline)
      throw new Error(`${name} did not get ready: ${failure}\n${output()}`, { cause: failure });
    await sleep(100);
  }
}

/** @param {import("node:child_process").ChildProcess} child */
async function stopChild(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), GONE_WITHIN_MS);
  await gone;
  clearTimeout(timer);
}

/** @param {number} pid @param {string} field @returns {number} bytes */
function readStatus(pid, field) {
  const found = new RegExp(`^${field}:\\s+(\\d+) kB`, "m").exec(readFileSync(`/proc/${pid}/status`, "utf8"));
  if (found === null) throw new Error(`/proc/${pid}/status has no ${field}`);
  return Number(found[1]) * 1024;
}

/** The kernel's clock tick: 100 a second on every Linux that Node.js runs on. */
const TICK_MS = 10;

/** User and system time: fields 14 and 15 of proc(5) `stat`, counted after the name, which may contain spaces. @param {number} pid */
function readCpuMs(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const [user, system] = stat
    .slice(stat.lastIndexOf(")") + 2)
    .split(" ")
    .slice(11, 13);
  return (Number(user) + Number(system)) * TICK_MS;
}

// Measures the first request of a new replica, a page of 200 paragraphs with words: from Redis, after another replica
// has read the meeting, and by the call to DingTalk that this saves (a simulator with 300 ms of latency). Measures both
// in turn, and prints them and their ratio.
//   npm run cold:replica          needs redis-server; RUNS=9 runs of each
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { startSimulator } from "../dist/simulator/simulator.js";

const RUNS = Number(process.env.RUNS ?? 9);
const LATENCY_MS = 300;
const MAIN = fileURLToPath(new URL("../dist/main.js", import.meta.url));
const WORDS = "nodes { text sentences { nodes { text words { nodes { text startTime endTime } } } } }";
const MEETING = `{ conference(conferenceId: "demo") { paragraphs(first: 200) { ${WORDS} } } }`;
/** A request for another meeting, so that the costs of a first request are not measured. */
const WARM_UP = `{ conference(conferenceId: "demo-ties") { paragraphs(first: 200) { ${WORDS} } } }`;

const folder = await mkdtemp(join(tmpdir(), "redis-"));
const redisPort = await findFreePort();
const redis = spawn("redis-server", ["--port", `${redisPort}`, "--bind", "127.0.0.1", "--dir", folder, "--save", ""]);
const simulator = await startSimulator({ latencyMs: LATENCY_MS });
try {
  const shared = { REDIS_URL: `redis://127.0.0.1:${redisPort}`, CACHE_SECRET: "a-secret-for-this-measurement-alone" };
  await timeOne(shared); // another replica reads the meeting
  await pause(500);
  const [warm, alone] = [[], []];
  for (let run = 0; run < RUNS; run += 1) {
    warm.push(await timeOne(shared));
    alone.push(await timeOne({}));
  }
  const [fromRedis, byCall] = [median(warm), median(alone)];
  console.log(`calls to DingTalk: ${simulator.calls.length}`);
  console.log(`a page of 200 to the words, first request of a replica (median of ${RUNS}):`);
  console.log(`  from Redis    ${fromRedis.toFixed(0)} ms`);
  console.log(`  by the call   ${byCall.toFixed(0)} ms, ${LATENCY_MS} ms of them DingTalk's`);
  console.log(`  ratio         ${(fromRedis / byCall).toFixed(2)}`);
} finally {
  redis.kill("SIGKILL");
  await simulator.close();
  await rm(folder, { recursive: true });
}

/** Starts a replica, warms it up on another meeting, and measures its first request for the meeting. */
async function timeOne(env) {
  const child = spawn(process.execPath, [MAIN], {
    env: { PATH: process.env.PATH, PORT: "0", DINGTALK_BASE_URL: simulator.url, LOG_LEVEL: "info", ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    const url = await addressOf(child);
    for (let request = 0; request < 3; request += 1) await ask(url, WARM_UP);
    const startedAt = performance.now();
    await ask(url, MEETING);
    return performance.now() - startedAt;
  } finally {
    await pause(200); // time to write the entry to Redis
    child.kill("SIGKILL");
  }
}

async function addressOf(child) {
  for await (const line of createInterface(child.stdout)) {
    const [, address] = /listening at (http:\/\/127\.0\.0\.1:\d+)/.exec(line) ?? [];
    if (address === undefined) continue;
    child.stdout.resume();
    return new URL("/graphql", address);
  }
  throw new Error("the gateway ended before it listened");
}

async function ask(url, query) {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", "x-acs-dingtalk-access-token": "demo-token" },
    body: JSON.stringify({ query }),
  });
  const { errors } = await response.json();
  if (errors !== undefined) throw new Error(errors[0].message);
}

async function findFreePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  return port;
}

function median(values) {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)];
}

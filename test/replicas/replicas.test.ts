import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { buildGateway } from "../support/build-gateway.js";
import { type GatewayProcess, startGatewayProcess } from "../support/gateway-process.js";
import { type RedisServer, startRedis } from "../support/redis/redis-server.js";
import { type SimulatorProcess, startSimulatorProcess } from "./simulator-process.js";

const SECONDS = Number(process.env["REPLICAS_SECONDS"] ?? 60);
const ROUNDS = 50;
const CALLS_PER_SECOND = 20;
const REPLICAS = 3;
const TOKEN = "demo-token";

const ENVIRONMENT = {
  UPSTREAM_CALLS_PER_SECOND: String(CALLS_PER_SECOND),
  UPSTREAM_TOTAL_CALLS_PER_SECOND: "400",
  REPLICAS: String(REPLICAS),
  CACHE_SECRET: "a-secret-of-thirty-two-characters",
  // A thousand calls wait for almost a minute, as intended.
  UPSTREAM_MAX_WAIT_MS: "600000",
  OPERATION_TIMEOUT_MS: "600000",
  OVERLOAD_MAX_OPERATIONS: "0",
  OVERLOAD_MAX_EVENT_LOOP_DELAY_MS: "0",
};

let redis: RedisServer;
let simulator: SimulatorProcess;
let replicas: readonly GatewayProcess[] = [];
/** A gateway without Redis. */
let alone: GatewayProcess;

beforeAll(async () => {
  const outDir = await buildGateway();
  redis = await startRedis();
  simulator = await startSimulatorProcess(outDir, 20);
  const env = { ...ENVIRONMENT, REDIS_URL: redis.url };
  const starts = Array.from({ length: REPLICAS }, () => startGatewayProcess(outDir, simulator.url, env));
  [alone, ...replicas] = await Promise.all([
    startGatewayProcess(outDir, simulator.url, { ...ENVIRONMENT, REPLICAS: "1" }),
    ...starts,
  ]);
  // A process that has just started still compiles its code, and is late.
  for (const replica of [alone, ...replicas]) for (let round = 0; round < 10; round += 1) await send(replica, "early");
}, 300_000);
afterAll(async () => {
  for (const { child } of [alone, ...replicas]) child.kill("SIGKILL");
  simulator.close();
  await redis.stop();
});
beforeEach(async () => {
  // By then, the starts of the previous test are more than a second old.
  await pause(1500);
  await simulator.forget();
});

/** Runs one operation that costs one call, and returns its errors. */
async function send(replica: GatewayProcess | undefined, operator: string, signal?: AbortSignal): Promise<string[]> {
  const query = `{ conference(conferenceId: "demo-long", unionId: "${operator}") { paragraphs(first: 1) { nodes { startTime } } } }`;
  const response = await fetch(replica?.url ?? "", {
    method: "POST",
    headers: { "content-type": "application/json", "x-acs-dingtalk-access-token": TOKEN },
    body: JSON.stringify({ query }),
    ...(signal && { signal }),
  });
  const { errors = [] }: { errors?: { message: string }[] } = JSON.parse(await response.text());
  return errors.map(({ message }) => message);
}

/** A metric, summed over all replicas. */
async function sumOf(metric: string): Promise<number> {
  const pages = await Promise.all(
    replicas.map(({ url }) => fetch(new URL("/metrics", url)).then((response) => response.text())),
  );
  const values = pages.flatMap((page) => page.split("\n").filter((line) => line.startsWith(`${metric} `)));
  return values.reduce((sum, line) => sum + Number(line.slice(metric.length)), 0);
}

/** The starts of all replicas so far that were lost after they were reserved, or made without Redis. */
const countStarts = async () => ({
  lost: await sumOf('minutes_graph_upstream_starts_total{outcome="lost"}'),
  alone: await sumOf('minutes_graph_upstream_starts_total{outcome="alone"}'),
});

/** The maximum number of calls in any second, for any start of the second. */
function mostInASecond(times: readonly number[]): number {
  return Math.max(...times.map((from, index) => times.slice(index).filter((time) => time < from + 1000).length));
}

/** The calls per second, from the first call to the last. */
function rateOf(times: readonly number[]): number {
  const spanMs = (times.at(-1) ?? 0) - (times[0] ?? 0);
  return ((times.length - 1) / spanMs) * 1000;
}

/** The shortest time in which one call more arrived than a second may have, in milliseconds. */
function shortestSpanMs(times: readonly number[]): number {
  return Math.min(...times.slice(CALLS_PER_SECOND).map((time, index) => time - (times[index] ?? 0)));
}

/**
 * Keeps each of these gateways busy with thirty callers for this time. Returns their errors, and the calls that
 * the simulator received.
 */
async function press(gateways: readonly GatewayProcess[], seconds: number) {
  const before = await countStarts();
  const end = performance.now() + seconds * 1000;
  const faults: string[] = [];
  const call = async (gateway: GatewayProcess, operator: string) => {
    while (performance.now() < end) faults.push(...(await send(gateway, operator)));
  };
  await Promise.all(
    gateways.flatMap((gateway) => Array.from({ length: 30 }, (_, index) => call(gateway, `operator-${index % 7}`))),
  );
  const arrivals = await simulator.arrivals();
  const [most, rate, after] = [mostInASecond(arrivals), rateOf(arrivals), await countStarts()];
  const span = `21 calls took ${shortestSpanMs(arrivals).toFixed(0)} ms at least`;
  console.log(
    `${arrivals.length} calls, at most ${most} in a second (${span}), ${rate.toFixed(2)} a second; ` +
      `${after.lost - before.lost} starts lost, ${after.alone - before.alone} without Redis`,
  );
  return { faults, most, rate };
}

function expectRate({ faults, most, rate }: Awaited<ReturnType<typeof press>>): void {
  expect(faults).toEqual([]);
  expect(most).toBeLessThanOrEqual(CALLS_PER_SECOND);
  expect(rate).toBeGreaterThanOrEqual(CALLS_PER_SECOND * 0.9);
}

test(
  `under pressure for ${SECONDS} s, three replicas together keep to one rate, use it, and refuse nobody`,
  async () => expectRate(await press(replicas, SECONDS)),
  SECONDS * 1000 + 60_000,
);

test(
  "a gateway without Redis keeps to the same rate, and uses it",
  async () => expectRate(await press([alone], SECONDS / 3)),
  SECONDS * 1000 + 60_000,
);

test("a caller with one call does not wait for another one's thousand, through whichever replica", async () => {
  const busy = new AbortController();
  const call = async (replica: GatewayProcess | undefined) => {
    while (!busy.signal.aborted) await send(replica, "busy", busy.signal).catch(() => []);
  };
  const thousand = Array.from({ length: 1000 }, (_, index) => call(replicas[index % REPLICAS]));
  while ((await sumOf("minutes_graph_upstream_waiting")) < 900) await pause(100);
  const waits: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const began = performance.now();
    expect(await send(replicas[round % REPLICAS], `quiet-${round}`)).toEqual([]);
    waits.push(performance.now() - began);
    await pause(Math.random() * 200);
  }
  busy.abort();
  await Promise.all(thousand);
  const sorted = waits.toSorted((left, right) => left - right).map((wait) => wait.toFixed(0));
  console.log(`a call beside a thousand took ${sorted[ROUNDS / 2]} ms in the middle, ${sorted.at(-1)} ms at most`);
  expect(Math.max(...waits)).toBeLessThanOrEqual(200);
}, 120_000);

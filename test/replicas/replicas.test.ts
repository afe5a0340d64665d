import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { type RecordedCall, type Simulator, startSimulator } from "../../src/simulator/simulator.js";
import { buildGateway, type GatewayProcess, startGatewayProcess } from "../support/gateway-process.js";
import { type RedisServer, startRedis } from "../support/redis/redis-server.js";

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
  // A thousand calls wait for almost a minute, and that is what they are to do.
  UPSTREAM_MAX_WAIT_MS: "600000",
  OPERATION_TIMEOUT_MS: "600000",
  OVERLOAD_MAX_OPERATIONS: "0",
  OVERLOAD_MAX_EVENT_LOOP_DELAY_MS: "0",
};

let redis: RedisServer;
let simulator: Simulator;
let replicas: readonly GatewayProcess[] = [];

beforeAll(async () => {
  const outDir = await buildGateway("replicas-test");
  redis = await startRedis();
  simulator = await startSimulator({ latencyMs: 20 });
  const env = { ...ENVIRONMENT, REDIS_URL: redis.url };
  const starts = Array.from({ length: REPLICAS }, () => startGatewayProcess(outDir, new URL(simulator.url), env));
  replicas = await Promise.all(starts);
  // A process that has just started compiles what it runs, and is late.
  for (const replica of replicas) for (let round = 0; round < 10; round += 1) await ask(replica, "early");
}, 300_000);
afterAll(async () => {
  for (const { child } of replicas) child.kill("SIGKILL");
  await simulator.close();
  await redis.stop();
});
beforeEach(async () => {
  // The starts of the test before are more than a second old then.
  await pause(1500);
  simulator.forgetCalls();
});

/** One operation that costs one call; gives its errors. */
async function ask(replica: GatewayProcess | undefined, operator: string, signal?: AbortSignal): Promise<string[]> {
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

/** The calls that wait in all replicas. */
async function countWaiting(): Promise<number> {
  const pages = await Promise.all(
    replicas.map(({ url }) => fetch(new URL("/metrics", url)).then((response) => response.text())),
  );
  return pages.reduce((sum, page) => sum + Number(/^minutes_graph_upstream_waiting (\d+)$/m.exec(page)?.[1] ?? 0), 0);
}

/** The most calls that any second holds, wherever it begins. */
function mostInASecond(calls: readonly RecordedCall[]): number {
  const times = calls.map(({ receivedAt }) => receivedAt);
  return Math.max(...times.map((from, index) => times.slice(index).filter((time) => time < from + 1000).length));
}

/** How many calls a second there were, from the first one to the last. */
function rateOf(calls: readonly RecordedCall[]): number {
  const spanMs = (calls.at(-1)?.receivedAt ?? 0) - (calls[0]?.receivedAt ?? 0);
  return ((calls.length - 1) / spanMs) * 1000;
}

test(
  `under pressure for ${SECONDS} s, three replicas together keep to one rate, use it, and refuse nobody`,
  async () => {
    const end = performance.now() + SECONDS * 1000;
    const faults: string[] = [];
    const press = async (replica: GatewayProcess, operator: string) => {
      while (performance.now() < end) faults.push(...(await ask(replica, operator)));
    };
    await Promise.all(
      replicas.flatMap((replica) => Array.from({ length: 30 }, (_, index) => press(replica, `operator-${index % 7}`))),
    );
    const most = mostInASecond(simulator.calls);
    const rate = rateOf(simulator.calls);
    console.log(`${simulator.calls.length} calls, at most ${most} in a second, ${rate.toFixed(2)} a second`);
    expect(faults).toEqual([]);
    expect(most).toBeLessThanOrEqual(CALLS_PER_SECOND);
    expect(rate).toBeGreaterThanOrEqual(CALLS_PER_SECOND * 0.9);
  },
  SECONDS * 1000 + 60_000,
);

test("a caller with one call does not wait for another one's thousand, through whichever replica", async () => {
  const busy = new AbortController();
  const thousand = Array.from({ length: 1000 }, (_, index) =>
    ask(replicas[index % REPLICAS], "busy", busy.signal).catch(() => []),
  );
  while ((await countWaiting()) < 900) await pause(100);
  const waits: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const began = performance.now();
    expect(await ask(replicas[round % REPLICAS], `quiet-${round}`)).toEqual([]);
    waits.push(performance.now() - began);
    await pause(Math.random() * 200);
  }
  busy.abort();
  await Promise.all(thousand);
  const sorted = waits.toSorted((left, right) => left - right).map((wait) => wait.toFixed(0));
  console.log(`a call beside a thousand took ${sorted[ROUNDS / 2]} ms in the middle, ${sorted.at(-1)} ms at most`);
  expect(Math.max(...waits)).toBeLessThanOrEqual(200);
}, 120_000);

import { afterEach, beforeEach, expect, test } from "@jest/globals";
import type { Fault } from "../../../src/simulator/faults.js";
import { type Simulator, startSimulator } from "../../../src/simulator/simulator.js";
import { type RedisServer, startRedis } from "../../support/redis/redis-server.js";
import { startReplicas, type TestReplica } from "../../support/replicas.js";

let redis: RedisServer;
let simulator: Simulator;
const replicas: TestReplica[] = [];
let fault: Fault | null = null;

beforeEach(async () => {
  fault = null;
  [redis, simulator] = await Promise.all([startRedis(), startSimulator({ faultFor: () => fault })]);
});
afterEach(async () => {
  await Promise.all(replicas.splice(0).map((replica) => replica.close()));
  await simulator.close();
  await redis.stop();
});

async function start(count: number, env: Record<string, string>): Promise<void> {
  replicas.push(...(await startReplicas(count, simulator, { REDIS_URL: redis.url, ...env })));
}

/** One operation that costs one call, through one of the replicas. Returns the codes of its errors. */
async function send(replica: number, operator = "demo-union-chen"): Promise<unknown[]> {
  const query = `{ conference(conferenceId: "demo", unionId: "${operator}") { paragraphs(first: 1) { nodes { text } } } }`;
  const { errors } = (await replicas[replica]?.query(query)) ?? {};
  return errors?.map(({ extensions }) => extensions?.["code"]) ?? ["no replica"];
}

const warningsOf = (replica: number) =>
  replicas[replica]?.log.map((line) => JSON.parse(line)).filter(({ msg }) => msg.includes("only the reserve")) ?? [];

test("the month's calls of all replicas together end at the limit: each refuses the next one, and replicas near the limit warn", async () => {
  await start(3, { UPSTREAM_CALLS_PER_MONTH: "10", UPSTREAM_CALLS_RESERVE_PERCENT: "20" });
  for (let call = 0; call < 8; call += 1) expect(await send(call % 2)).toEqual([]);
  // The eighth call leaves two of ten, a fifth. The replica that made it logs this.
  expect([warningsOf(0), warningsOf(1)]).toMatchObject([[], [{ calls: 8, callsPerMonth: 10 }]]);
  expect([await send(2), await send(2)]).toEqual([[], []]);
  expect(warningsOf(2)).toMatchObject([{ calls: 9 }]);
  for (const replica of [0, 1, 2]) expect(await send(replica)).toEqual(["QUOTA_EXHAUSTED"]);
  expect(simulator.calls).toHaveLength(10);
});

test("a replica that starts later knows the month's count, and each caller's calls of the last hour", async () => {
  await start(1, { UPSTREAM_CALLS_PER_MONTH: "5", CALLER_MAX_CALLS_PER_HOUR: "3" });
  for (let call = 0; call < 3; call += 1) expect(await send(0, "demo-union-li")).toEqual([]);
  await start(1, { UPSTREAM_CALLS_PER_MONTH: "5", CALLER_MAX_CALLS_PER_HOUR: "3" });
  expect(await send(1, "demo-union-li")).toEqual(["QUOTA_EXHAUSTED"]);
  expect([await send(1), await send(1), await send(1)]).toEqual([[], [], ["QUOTA_EXHAUSTED"]]);
  expect(simulator.calls).toHaveLength(5);
});

test("while CACHE_SECRET is replaced, replicas with the same secrets in another order count a caller's hour together", async () => {
  const [older, newer] = ["the-older-secret-of-the-gateway-here", "the-newer-secret-of-the-gateway-here"];
  await start(1, { CACHE_SECRET: `${older},${newer}`, CALLER_MAX_CALLS_PER_HOUR: "3" });
  await start(1, { CACHE_SECRET: `${newer},${older}`, CALLER_MAX_CALLS_PER_HOUR: "3" });
  expect([await send(0), await send(1), await send(0)]).toEqual([[], [], []]);
  expect([await send(0), await send(1)]).toEqual([["QUOTA_EXHAUSTED"], ["QUOTA_EXHAUSTED"]]);
});

test("a call that DingTalk throttles through one replica pauses the others until the time that DingTalk names is over", async () => {
  await start(2, { UPSTREAM_CALLS_PER_SECOND: "20", UPSTREAM_TOTAL_CALLS_PER_SECOND: "400" });
  expect([await send(0), await send(1)]).toEqual([[], []]);
  fault = "throttled";
  expect(await send(0)).toEqual(["RATE_LIMITED"]);
  const throttledAt = simulator.calls.at(-1)?.receivedAt ?? 0;
  fault = null;
  expect(await send(1)).toEqual([]);
  expect(simulator.calls).toHaveLength(4);
  expect((simulator.calls.at(-1)?.receivedAt ?? 0) - throttledAt).toBeGreaterThan(900);
});

test("another token is not paused, unless DingTalk throttles everyone", async () => {
  await start(2, { UPSTREAM_CALLS_PER_SECOND: "20", UPSTREAM_TOTAL_CALLS_PER_SECOND: "400" });
  fault = "throttled";
  expect(await send(0)).toEqual(["RATE_LIMITED"]);
  const throttledAt = simulator.calls.at(-1)?.receivedAt ?? 0;
  fault = null;
  const query = `{ conference(conferenceId: "demo") { paragraphs(first: 1) { nodes { text } } } }`;
  await replicas[1]?.query(query, "demo-another-token");
  expect((simulator.calls.at(-1)?.receivedAt ?? 0) - throttledAt).toBeLessThan(900);
});

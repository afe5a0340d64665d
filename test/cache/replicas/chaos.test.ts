import { once } from "node:events";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { createDice } from "../../../src/simulator/dice.js";
import { FAULTS } from "../../../src/simulator/faults.js";
import { type Simulator, startSimulator } from "../../../src/simulator/simulator.js";
import { CALLERS, namesIn, NODES, TRANSCRIPTS } from "../../resilience/isolation-callers.js";
import { buildGateway } from "../../support/build-gateway.js";
import { type GatewayProcess, startGatewayProcess } from "../../support/gateway-process.js";
import { type RedisServer, startRedis } from "../../support/redis/redis-server.js";
import { type RedisDelay, RedisDelays } from "./redis-delays.js";

const { CHAOS_SECONDS } = process.env;
/** `npm run test:chaos` takes five minutes. */
const SECONDS = Number(CHAOS_SECONDS ?? 10);
const OPERATIONS_PER_SECOND = 45;
/** More would only queue. */
const MAX_UNDER_WAY = 100;
const FAULT_SHARE = 1 / 20;
/**
 * An eighth of a second. During a ban every operation fails at once, and on a busy machine so many fit into a longer
 * ban that few others are left.
 */
const BAN_MINUTES = 0.002;
/** The values that the gateway stores in Redis. */
const REDIS_TIMEOUT_MS = 150;
/** Timers have whole milliseconds, and `held-up.mjs` does not notice when the process is held up for less than that. */
const SLACK_MS = 50;
/** For a call to be counted. */
const COUNT_TIMEOUT_MS = 50;
const HELD_UP = fileURLToPath(new URL("held-up.mjs", import.meta.url));

/** The codes of the upstream's nine faults. None of them comes from Redis or from a defect. */
const CODES: ReadonlySet<string> = new Set([
  "UPSTREAM_UNAVAILABLE",
  "UPSTREAM_TIMEOUT",
  "UPSTREAM_BAD_RESPONSE",
  "UPSTREAM_BLOCKED",
  "RATE_LIMITED",
]);

const dice = createDice(2026);
const callers = CALLERS.slice(0, 12);
const conferences = ["one", "two", "three"];

let dist = "";
let redis: RedisServer;
let simulator: Simulator;
let gateways: GatewayProcess[] = [];
const delaysOfGateways: RedisDelays[] = [];

beforeAll(async () => {
  dist = await buildGateway();
  redis = await startRedis();
  simulator = await startSimulator({
    transcriptFor: (token) => TRANSCRIPTS.get(token) ?? null,
    behaviour: { pageLimit: () => 7 },
    banMinutes: BAN_MINUTES,
    faultFor: () => (dice.next() < FAULT_SHARE ? dice.pick(FAULTS) : null),
  });
  gateways = await Promise.all(["a", "b", "c"].map(() => startGateway()));
}, 120_000);
afterAll(async () => {
  const ended = gateways.map(({ child }) => once(child, "exit"));
  for (const { child } of gateways) child.kill("SIGKILL");
  await Promise.all(ended);
  await simulator.close();
  await redis.stop();
});

/** A replica with a short-lived, small cache, so that it reads much from Redis. */
async function startGateway(): Promise<GatewayProcess> {
  const env = {
    CACHE: "memory",
    CACHE_MAX_AGE_SECONDS: "3",
    CACHE_MAX_BYTES: "1048576",
    CACHE_SECRET: "a-secret-of-the-gateway-for-this-test",
    REDIS_URL: redis.url,
    REDIS_TIMEOUT_MS: String(REDIS_TIMEOUT_MS),
    UPSTREAM_TIMEOUT_MS: "1000",
    UPSTREAM_MAX_ATTEMPTS: "2",
    UPSTREAM_BREAKER_FAILURES: "0",
    OVERLOAD_MAX_EVENT_LOOP_DELAY_MS: "0",
    LOG_LEVEL: "info",
  };
  const gateway = await startGatewayProcess(dist, new URL(simulator.url), env, ["--import", HELD_UP]);
  const own = new RedisDelays();
  delaysOfGateways.push(own);
  if (gateway.child.stdout !== null) createInterface(gateway.child.stdout).on("line", (line) => own.read(line));
  return gateway;
}

/** The faults of Redis, one after another. After each, Redis is as before. */
const MISFORTUNES = [
  async (ms: number) => {
    await redis.kill();
    await pause(ms);
    await redis.restart();
  },
  async (ms: number) => {
    redis.pause();
    await pause(ms);
    redis.resume();
  },
  async (ms: number) => {
    await redis.fill();
    await pause(ms);
    await redis.makeRoom();
  },
  async (ms: number) => {
    await redis.evict();
    await pause(ms);
    await redis.makeRoom();
  },
  async () => redis.flush(),
];

async function torment(until: number): Promise<number> {
  let misfortunes = 0;
  for (; performance.now() < until; misfortunes += 1) {
    await dice.pick(MISFORTUNES)(dice.between(20, 1200));
    await pause(dice.between(100, 1500));
  }
  return misfortunes;
}

interface Outcome {
  readonly codes: readonly string[];
  readonly faults: readonly string[];
}

/** One operation of one caller through one replica, and the faults of its response. */
async function operate(): Promise<Outcome> {
  const caller = dice.pick(callers);
  const [side, size] = [dice.pick(["first", "last"] as const), dice.between(1, 20)];
  const query = `{ conference(conferenceId: "${dice.pick(conferences)}") { paragraphs(${side}: ${size}) { ${NODES} } } }`;
  const response = await fetch(dice.pick(gateways).url, {
    method: "POST",
    headers: { "content-type": "application/json", "x-acs-dingtalk-access-token": caller },
    body: JSON.stringify({ query }),
  });
  const text = await response.text();
  const { data, errors = [] } = JSON.parse(text);
  const codes = errors.map(({ extensions }: { readonly extensions: { readonly code: string } }) => extensions.code);
  if (codes.length > 0) return { codes, faults: codes.filter((code: string) => !CODES.has(code)) };
  const nodes: readonly { readonly text: string }[] = data.conference.paragraphs.nodes;
  const start = side === "first" ? 0 : 20 - size;
  const expected = Array.from({ length: size }, (_, index) => `${caller}. says ${start + index}`);
  const isRight = JSON.stringify(nodes.map((node) => node.text)) === JSON.stringify(expected);
  const others = [...namesIn(text)].filter((name) => name !== caller);
  return { codes, faults: [...(isRight ? [] : [`wrong: ${text.slice(0, 300)}`]), ...others] };
}

/** Operations at an even pace. A late machine catches up. */
async function operateUntil(until: number): Promise<Outcome[]> {
  const running: Promise<Outcome>[] = [];
  let ended = 0;
  const began = performance.now();
  while (performance.now() < until) {
    const dueAt = began + (running.length * 1000) / OPERATIONS_PER_SECOND;
    if (performance.now() < dueAt || running.length - ended >= MAX_UNDER_WAY) await pause(2);
    else running.push(operate().finally(() => (ended += 1)));
  }
  return Promise.all(running);
}

/** The value that this share of all values does not exceed. */
const quantile = (values: readonly number[], share: number) =>
  values.toSorted((left, right) => left - right)[Math.ceil(values.length * share) - 1] ?? 0;

function describeDelays(delays: readonly RedisDelay[]): string {
  const [own, byTheClock] = [delays.map(({ ms }) => ms), delays.map(({ byTheClockMs }) => byTheClockMs)];
  const show = (share: number) => `${quantile(own, share).toFixed(0)} (${quantile(byTheClock, share).toFixed(0)})`;
  return `${show(0.5)} ms in the middle, ${show(0.99)} ms at p99, ${show(1)} ms at most`;
}

const longest = (delays: readonly RedisDelay[]) => Math.max(...delays.map(({ ms }) => ms));

test(
  "if Redis and DingTalk fail at random, every response is right or a typed error, and Redis delays none",
  async () => {
    const until = performance.now() + SECONDS * 1000;
    const [outcomes, misfortunes] = await Promise.all([operateUntil(until), torment(until)]);
    const failed = outcomes.filter(({ codes }) => codes.length > 0);
    const ofOperations = delaysOfGateways.flatMap((own) => own.ofOperations);
    const ofCounts = delaysOfGateways.flatMap((own) => own.ofCounts);
    const told =
      `${outcomes.length} operations, ${failed.length} with typed errors; Redis met with ${misfortunes} misfortunes; ` +
      `${simulator.calls.length} calls in the log.\nRedis added to an operation ${describeDelays(ofOperations)}; ` +
      `to count a call ${describeDelays(ofCounts)} (in brackets with the time for which a process was held up)`;
    if (CHAOS_SECONDS !== undefined) console.log(told);
    expect(outcomes.flatMap(({ faults }) => faults)).toEqual([]);
    expect(failed.length).toBeLessThan(outcomes.length / 2);
    expect(outcomes.length).toBeGreaterThan(SECONDS * 5);
    expect(ofOperations.length).toBeGreaterThan(outcomes.length / 2);
    expect(longest(ofOperations)).toBeLessThan(REDIS_TIMEOUT_MS + SLACK_MS);
    expect(longest(ofCounts)).toBeLessThan(COUNT_TIMEOUT_MS + SLACK_MS);
  },
  SECONDS * 1000 + 120_000,
);

import { once } from "node:events";
import { connect } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { createServer } from "node:tls";
import { afterEach, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { type Simulator, startSimulator } from "../../../src/simulator/simulator.js";
import { makeCertificate } from "../../support/certificate.js";
import { buildGateway } from "../../support/build-gateway.js";
import { type GatewayProcess, startGatewayProcess } from "../../support/gateway-process.js";
import { listen } from "../../support/listen.js";
import { type RedisServer, startRedis } from "../../support/redis/redis-server.js";

const CACHE_SECRET = "a-secret-of-the-gateway-for-this-test";
const TOKEN = "demo-token";
const OPERATOR = "demo-union-chen";
/** As in docs/operations.md. */
const RIGHTS = "+@read +@write +@scripting +@connection +time -@dangerous".split(" ");
const TO_THE_WORDS = "nodes { text sentences { nodes { text words { nodes { text startTime } } } } }";

let dist = "";
let redis: RedisServer;
let simulator: Simulator;
let gateways: GatewayProcess[] = [];

beforeAll(async () => {
  dist = await buildGateway();
}, 120_000);
beforeEach(async () => {
  [redis, simulator] = await Promise.all([startRedis(), startSimulator({})]);
});
afterEach(async () => {
  const ended = gateways.map(({ child }) => once(child, "exit"));
  for (const { child } of gateways.splice(0)) child.kill("SIGKILL");
  await Promise.all(ended);
  await simulator.close();
  await redis.stop();
});

/** Starts replicas as a container would, each in its own process. */
async function startGateways(count: number, env: Record<string, string> = {}): Promise<void> {
  const upstream = new URL(simulator.url);
  const settings = { CACHE: "memory", REDIS_URL: redis.url, CACHE_SECRET, REDIS_TIMEOUT_MS: "2000", ...env };
  const starting = Array.from({ length: count }, () => startGatewayProcess(dist, upstream, settings));
  gateways = await Promise.all(starting);
}

async function send(gateway: GatewayProcess | undefined, field: string, conferenceId = "demo-long"): Promise<string> {
  const response = await fetch(gateway?.url ?? "", {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-acs-dingtalk-access-token": TOKEN,
      "x-dingtalk-union-id": OPERATOR,
    },
    body: JSON.stringify({ query: `{ conference(conferenceId: "${conferenceId}") { ${field} } }` }),
  });
  return response.text();
}

const dumpHolds = async (text: string) => (await redis.dump()).includes(text);

async function untilWritten(): Promise<void> {
  for (let waits = 0; (await redis.command("KEYS", "*")).includes(":lease"); waits += 1) {
    if (waits > 300) throw new Error("a lease is still held");
    await pause(10);
  }
}

test("50 parallel requests of one caller through three replicas cost 3 calls, like one request, and get equal responses", async () => {
  await startGateways(3);
  const requests = Array.from({ length: 50 }, (_, index) =>
    send(gateways[index % 3], `paragraphs(last: 20) { ${TO_THE_WORDS} } statistics { paragraphCount }`),
  );
  const responses = await Promise.all(requests);
  expect(new Set(responses).size).toBe(1);
  expect(JSON.parse(responses[0] ?? "")).toMatchObject({
    data: { conference: { statistics: { paragraphCount: 5303 } } },
  });
  expect(simulator.calls).toHaveLength(3);
}, 180_000);

test("a new replica serves another replica's transcript without a call, and Redis contains no word of it", async () => {
  await startGateways(2);
  const [one, other] = gateways;
  const field = `paragraphs(first: 20) { ${TO_THE_WORDS} }`;
  const first = await send(one, field, "demo");
  await untilWritten();
  expect(await send(other, field, "demo")).toBe(first);
  await send(one, field, "demo-not-found");
  await untilWritten();
  expect(simulator.calls).toHaveLength(2);

  const { nodes } = JSON.parse(first).data.conference.paragraphs;
  const spoken = nodes.slice(0, 5).map(({ text }: { readonly text: string }) => text);
  const words = nodes[0].sentences.nodes[0].words.nodes.map(({ text }: { readonly text: string }) => text);
  const longWords = words.filter((word: string) => Buffer.byteLength(word) > 5);
  const dump = await redis.dump();
  const secrets = [TOKEN, OPERATOR, CACHE_SECRET, "demo", "paragraphList", "nickName", "cloudRecordNotFound"];
  for (const text of [...secrets, ...spoken, ...longWords]) expect([text, dump.includes(text)]).toEqual([text, false]);
  expect(dump.includes("minutes-graph:")).toBe(true);
}, 180_000);

test("over TLS, with the documented permissions, a replica is ready once Redis has replied", async () => {
  await redis.command(..."ACL SETUSER gate on >word ~minutes-graph:*".split(" "), ...RIGHTS);
  const certificate = makeCertificate("localhost");
  const door = createServer(certificate, (socket) => {
    const server = connect(Number(new URL(redis.url).port), "127.0.0.1");
    for (const end of [socket, server]) end.on("error", () => undefined);
    socket.pipe(server).pipe(socket);
  });
  const { port } = await listen(door);
  const env = { REDIS_URL: `rediss://gate:word@localhost:${port}`, REDIS_REQUIRED: "true" };
  await startGateways(1, { ...env, NODE_EXTRA_CA_CERTS: certificate.path });
  const [gateway] = gateways;
  await send(gateway, "paragraphs(first: 1) { nodes { text } }", "demo");
  await untilWritten();
  expect(await redis.command("KEYS", "*")).toContain(":transcript");
  expect((await fetch(new URL("/health/ready", gateway?.url))).status).toBe(200);
  expect(await redis.command("ACL", "LOG")).toBe("");
  await startGateways(1, env); // it does not trust the authority
  const ready = await fetch(new URL("/health/ready", gateways[0]?.url));
  expect([ready.status, await ready.json()]).toEqual([503, { status: "waiting" }]);
  gateway?.child.kill("SIGKILL");
  door.close();
  certificate.remove();
}, 180_000);

test("without REDIS_URL each replica makes its own calls, and sends nothing to Redis", async () => {
  await startGateways(2, { REDIS_URL: "" });
  for (const gateway of gateways) await send(gateway, "paragraphs(first: 1) { nodes { text } }", "demo");
  expect(simulator.calls).toHaveLength(2);
  expect(await dumpHolds("minutes-graph")).toBe(false);
}, 180_000);

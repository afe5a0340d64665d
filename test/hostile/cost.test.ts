import { once } from "node:events";
import { createServer } from "node:http";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { buildGateway } from "../support/build-gateway.js";
import { type GatewayProcess, startGatewayProcess } from "../support/gateway-process.js";
import { listen } from "../support/listen.js";
import { cases } from "../support/random-cases.js";
import { type CostlyOperation, costlyOperations, PAGES_OF_1000_REFERENCES } from "./costly-operations.js";
import { type Observation, observe } from "./probes.js";

const { HOSTILE_MAX_DELAY_MS } = process.env;
/** The maximum wait of a probe. It depends on the machine's load, so only `npm run test:hostile` sets it. */
const MAX_DELAY_MS = Number(HOSTILE_MAX_DELAY_MS ?? Infinity);
const MAX_MEMORY_GROWTH_MB = 150;
const RANDOM_OPERATIONS = Number(process.env["HOSTILE_COSTLY_OPERATIONS"] ?? 60);
const GOOD_TOKEN = "a-good-caller";

const PAGE = JSON.stringify({ hasMore: false, paragraphList: [{ startTime: 0, endTime: 1, paragraph: "good" }] });
/** Calls of callers other than the good one. */
let hostileCalls = 0;
const upstream = createServer((request, response) => {
  if (request.headers["x-acs-dingtalk-access-token"] !== GOOD_TOKEN) hostileCalls += 1;
  response.setHeader("content-type", "application/json").end(PAGE);
});
let gateway: GatewayProcess;
beforeAll(async () => {
  gateway = await startGatewayProcess(await buildGateway(), await listen(upstream));
  for (let warmUp = 0; warmUp < 50; warmUp += 1) await sendWell();
}, 120_000);
afterAll(() => {
  gateway.child.kill("SIGKILL");
  upstream.close();
});

/** `npm test` shows only what is wrong. */
const tell = (what: string) => {
  if (HOSTILE_MAX_DELAY_MS !== undefined) console.log(what);
};

const post = (body: string, headers: Record<string, string> = {}) =>
  fetch(gateway.url, { method: "POST", headers: { "content-type": "application/json", ...headers }, body });

async function sendWell(): Promise<boolean> {
  const query = '{ conference(conferenceId: "good") { paragraphs(first: 1) { nodes { text } } } }';
  const response = await post(JSON.stringify({ query }), { "x-acs-dingtalk-access-token": GOOD_TOKEN });
  return (await response.text()).includes('"text":"good"');
}

/** Runs an attack beside a good caller, and returns what the process and the caller experienced. */
async function attack(name: string, send: () => Promise<unknown>): Promise<Observation & { readonly refused: number }> {
  const health = new URL("/health/live", gateway.url);
  const { pid = 0 } = gateway.child;
  const idle = await observe(pid, health, () => pause(1000));
  hostileCalls = 0;
  let refused = 0;
  const observed = await observe(pid, health, async () => {
    const attackers = { done: false };
    const good = (async () => {
      for (; !attackers.done; await pause(50)) refused += (await sendWell()) ? 0 : 1;
    })();
    await send();
    attackers.done = true;
    await good;
  });
  tell(
    `${name}: slowest of ${observed.probes} probes ${observed.slowestProbeMs} ms (idle: ${idle.slowestProbeMs} ms of ${idle.probes}), ` +
      `memory ${observed.peakMemoryMb} MB (idle: ${idle.peakMemoryMb} MB), ${hostileCalls} upstream calls, ${refused} good queries refused`,
  );
  expect(observed.slowestProbeMs).toBeLessThan(MAX_DELAY_MS);
  expect(observed.peakMemoryMb - idle.peakMemoryMb).toBeLessThan(MAX_MEMORY_GROWTH_MB);
  return { ...observed, refused };
}

const MADE_UP = { "x-acs-dingtalk-access-token": "made-up" };

test.each([
  ["without a token", {}, "UNAUTHENTICATED"],
  ["with a made-up token", MADE_UP, "OPERATION_TOO_COSTLY"],
])(
  "200 requests of 52 kB at once, %s, are refused, and nobody notices",
  async (name, headers, code) => {
    const body = JSON.stringify(PAGES_OF_1000_REFERENCES);
    expect(body.length).toBeGreaterThan(45_000);
    const responses: string[] = [];
    const { refused } = await attack(`200 requests of ${body.length} bytes, ${name}`, () =>
      Promise.all(Array.from({ length: 200 }, async () => responses.push(await (await post(body, headers)).text()))),
    );
    for (const answer of responses) expect(JSON.parse(answer).errors).toMatchObject([{ extensions: { code } }]);
    expect([refused, hostileCalls]).toEqual([0, 0]);
  },
  60_000,
);

/** Sends the headers at once, and the body after `together`. */
async function sendInTwo(body: string, whenAllHaveHeaders: Promise<void>): Promise<string> {
  const socket = connect(Number(gateway.url.port), gateway.url.hostname);
  socket.write(
    `POST /graphql HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n`,
  );
  await once(socket, "connect");
  await whenAllHaveHeaders;
  socket.write(body);
  return text(socket);
}

test("40 requests that send their headers first and their bodies together are refused without delay for others", async () => {
  const body = JSON.stringify(PAGES_OF_1000_REFERENCES);
  const responses: string[] = [];
  const { refused } = await attack("40 requests, headers first, bodies together", () => {
    const together = pause(1000).then(() => undefined);
    return Promise.all(Array.from({ length: 40 }, async () => responses.push(await sendInTwo(body, together))));
  });
  for (const answer of responses) expect(answer).toContain('"UNAUTHENTICATED"');
  expect([refused, hostileCalls]).toEqual([0, 0]);
}, 60_000);

test(`${RANDOM_OPERATIONS} costly operations with lists, aliases and fragments, half of them in parallel, delay other requests only briefly`, async () => {
  const operations: readonly CostlyOperation[] = fc.sample(costlyOperations, {
    ...cases(1),
    numRuns: RANDOM_OPERATIONS,
  });
  const codes = new Map<string, number>();
  const send = async (operation: CostlyOperation) => {
    const response = await post(JSON.stringify(operation), MADE_UP);
    const [, code = "none"] = /"code":"(\w+)"/.exec(await response.text()) ?? [];
    codes.set(code, (codes.get(code) ?? 0) + 1);
  };
  await attack(`${RANDOM_OPERATIONS} random costly operations`, async () => {
    for (const half of [operations.slice(0, RANDOM_OPERATIONS / 2), operations.slice(RANDOM_OPERATIONS / 2)])
      await Promise.all(half.map(send));
  });
  tell(JSON.stringify(Object.fromEntries(codes)));
  expect(codes.has("INTERNAL_SERVER_ERROR")).toBe(false);
  expect(await sendWell()).toBe(true);
}, 120_000);

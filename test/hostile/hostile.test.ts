import { afterAll, beforeAll, expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { createSubgraphSchema } from "../../src/graphql/federation/subgraph.js";
import { WindowDocument } from "../__generated__/operations.js";
import { startTestGateway, type TestGateway } from "../support/gateway.js";
import { exchangeRaw } from "../support/raw-exchange.js";
import { numberedTranscript } from "../support/transcripts.js";
import { cases } from "../support/random-cases.js";
import { type HostileRequest, hostileRequests } from "./requests.js";
import { RAW_REQUESTS } from "./raw-requests.js";

const TOKEN = "demo-hostile-token";
const LEAK = /\bat .{1,200}(?:\.[cm]?[jt]s|node:[\w/]+):\d+|node_modules|"stack"|demo-hostile-token/;
/**
 * Half as many different requests, because each is sent twice: the second run of an operation differs from the first.
 */
const REQUESTS = Number(process.env["HOSTILE_REQUESTS"] ?? 800);
const ROUNDS_ON_THE_WIRE = 6;
const SIDE_BY_SIDE = 24;

const log: string[] = [];
let gateway: TestGateway;
beforeAll(async () => {
  const transcripts = new Map([["m", numberedTranscript(30)]]);
  const env = {
    LOG_LEVEL: "trace",
    REQUEST_MAX_BYTES: "50000",
    REQUEST_TIMEOUT_MS: "1000",
    UPSTREAM_TIMEOUT_MS: "2000",
  };
  gateway = await startTestGateway({ transcripts }, { ...env, UPSTREAM_BREAKER_FAILURES: "0" }, log);
});
afterAll(() => gateway.close());

async function genuineNames(): Promise<string[]> {
  const { data } = await gateway.run(WindowDocument, { conferenceId: "m", first: 10 });
  return data?.conference.paragraphs?.edges.flatMap(({ cursor, node }) => [cursor, node.id]) ?? [];
}

/** The parts of a response that must not be in it. */
async function findFault(request: HostileRequest): Promise<string | null> {
  const { method, headers, body, search } = request;
  const init = { method, headers: { "x-acs-dingtalk-access-token": TOKEN, ...headers }, body };
  const response = await fetch(new URL(search, gateway.url), init);
  const text = await response.text();
  const known = response.status < 500 || response.status === 503;
  return known && !LEAK.test(text) ? null : `${JSON.stringify(request)}\n${response.status} ${text.slice(0, 500)}`;
}

async function findFaults(requests: readonly HostileRequest[]): Promise<string[]> {
  const faults: string[] = [];
  const pending = requests[Symbol.iterator]();
  const work = async () => {
    for (const request of pending)
      for (const fault of [await findFault(request), await findFault(request)]) if (fault !== null) faults.push(fault);
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work));
  return faults;
}

function expectQuietLog() {
  const loud = log.filter((line) => Number(/^\{"level":(\d+)/.exec(line)?.[1]) >= 50 || LEAK.test(line));
  expect(loud).toEqual([]);
}

test(`${REQUESTS} hostile requests cause no crash, no 500, and no stack or token in responses or the log`, async () => {
  const requests = fc.sample(hostileRequests(await createSubgraphSchema(), await genuineNames()), {
    ...cases(1),
    numRuns: REQUESTS / 2,
  });
  expect(await findFaults(requests)).toEqual([]);
  expectQuietLog();
  expect(new Set(requests.map(({ kind }) => kind)).size).toBe(15);
  const { errors } = await gateway.run(WindowDocument, { conferenceId: "m", first: 2 });
  expect(errors).toEqual([]);
}, 120_000);

test("malformed and endless requests get a response or lose their connection, and leave no token in the log", async () => {
  const requests = Array.from({ length: ROUNDS_ON_THE_WIRE }, () => RAW_REQUESTS).flat();
  const responses = await Promise.all(requests.map((request) => exchangeRaw(gateway.url, request)));
  for (const [status, text] of responses) {
    expect(status === null || status < 500 || status === 503 || status === 505).toBe(true);
    expect(text).not.toMatch(LEAK);
  }
  expectQuietLog();
  const { errors } = await gateway.run(WindowDocument, { conferenceId: "m", first: 2 });
  expect(errors).toEqual([]);
}, 60_000);

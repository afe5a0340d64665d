import { createServer } from "node:http";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { buildGateway } from "../support/build-gateway.js";
import { type GatewayProcess, startGatewayProcess } from "../support/gateway-process.js";
import { listen } from "../support/listen.js";

/**
 * `OVERLOAD_MAX_BYTES=0 npm test -- test/resilience/memory` removes the limit and fails, because no caller gets
 * RATE_LIMITED.
 */
const { OVERLOAD_MAX_BYTES = "" } = process.env;
const HEAP_MB = 300;
const CALLERS = 60;
const PARAGRAPHS = 2000;

const words = Array.from({ length: 50 }, (_, index) => ({
  word: `word${index}`,
  startTime: index * 300,
  endTime: index * 300 + 300,
  wordId: `1631172050535000#${index}`,
}));
const paragraphList = Array.from({ length: PARAGRAPHS }, (_, index) => ({
  startTime: index * 15_000,
  endTime: index * 15_000 + 15_000,
  paragraph: `paragraph ${index}`,
  sentenceList: [{ sentence: `sentence ${index}`, startTime: 0, endTime: 1, wordList: words }],
}));
/** With white space, the words are not packed but become objects, which take the most memory. */
const PAGE = Buffer.from(JSON.stringify({ hasMore: false, paragraphList }).replaceAll('"wordList":[', '"wordList": ['));

const QUERY = `query ($id: ID!) { conference(conferenceId: $id) { paragraphs(first: ${PARAGRAPHS}) {
  nodes { text sentences { nodes { text words { nodes { text startTime endTime } } } } } } } }`;

const upstream = createServer((_request, response) => response.end(PAGE));
let gateway: GatewayProcess;
beforeAll(async () => {
  const env = { OVERLOAD_MAX_BYTES, OVERLOAD_MAX_EVENT_LOOP_DELAY_MS: "0", OVERLOAD_MAX_MEMORY_PERCENT: "0" };
  gateway = await startGatewayProcess(await buildGateway(), await listen(upstream), env, [
    `--max-old-space-size=${HEAP_MB}`,
  ]);
}, 120_000);
afterAll(() => {
  gateway.child.kill("SIGKILL");
  upstream.close();
});

/** The result of one operation: the number of words, or the error's code. */
async function send(caller: number): Promise<string> {
  const response = await fetch(gateway.url, {
    method: "POST",
    headers: { "content-type": "application/json", "x-acs-dingtalk-access-token": `token-${caller}` },
    body: JSON.stringify({ query: QUERY, variables: { id: `meeting-${caller}` } }),
  });
  const text = await response.text();
  return /"code":"(\w+)"/.exec(text)?.[1] ?? `${text.split('"word').length - 1 - PARAGRAPHS} words`;
}

test(`${CALLERS} parallel callers of pages of 10 MB get their page or RATE_LIMITED, in a heap with room for a few`, async () => {
  const responses = await Promise.all(Array.from({ length: CALLERS }, (_, caller) => send(caller)));
  expect(new Set(responses)).toEqual(new Set([`${PARAGRAPHS * words.length} words`, "RATE_LIMITED"]));
  expect(await send(CALLERS)).toBe(`${PARAGRAPHS * words.length} words`);
  expect(gateway.child.exitCode).toBeNull();
}, 60_000);

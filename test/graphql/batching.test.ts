import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import {
  ConferencesDocument,
  NodesDocument,
  WindowDocument,
  type WindowQuery,
  type WindowQueryVariables,
} from "../__generated__/operations.js";
import { type TestResponse, startTestGateway, type TestGateway } from "../support/gateway.js";
import { numberedTranscript } from "../support/transcripts.js";

const CONCURRENCY = 8;

let gateway: TestGateway;
beforeAll(async () => {
  const transcripts = new Map([
    ["m5000", numberedTranscript(5000)],
    ...Array.from({ length: 20 }, (_, index) => [`m-${index}`, numberedTranscript(3)] as const),
  ]);
  gateway = await startTestGateway({ transcripts, latencyMs: 20 }, { UPSTREAM_CONCURRENCY: String(CONCURRENCY) });
});
afterAll(() => gateway.close());
beforeEach(() => gateway.simulator.forgetCalls());

const callCount = () => gateway.simulator.calls.length;

test("ten aliases of the same window cost one call", async () => {
  const aliases = Array.from(
    { length: 10 },
    (_, n) => `a${n}: conference(conferenceId: "m5000") { paragraphs(first: 9) { nodes { text } } }`,
  );
  const { errors } = await gateway.query(`{ ${aliases.join("\n")} }`);
  expect(errors).toEqual([]);
  expect(callCount()).toBe(1);
});

test("windows of 10, 50 and 200 from the same start cost one call, also with bounds and in the other order's last", async () => {
  const { data, errors } = await gateway.query(`{ conference(conferenceId: "m5000") {
    a: paragraphs(first: 10) { nodes { text } }
    b: paragraphs(first: 50) { nodes { text } }
    c: paragraphs(first: 200) { nodes { text } }
    d: paragraphs(first: 30, until: 20000) { nodes { text } }
    e: paragraphs(last: 5, order: DESCENDING) { nodes { text } }
  } }`);
  expect(errors).toEqual([]);
  expect(data).toMatchObject({
    conference: { e: { nodes: [4, 3, 2, 1, 0].map((n) => ({ text: `paragraph ${n}` })) } },
  });
  expect(callCount()).toBe(1);
});

test("20 conferences cost 20 calls, in parallel up to half of the permits", async () => {
  const conferenceIds = Array.from({ length: 20 }, (_, index) => `m-${index}`);
  const { data, errors } = await gateway.run(ConferencesDocument, { conferenceIds, first: 2 });
  expect(errors).toEqual([]);
  expect(data?.conferences.map(({ conferenceId }) => conferenceId)).toEqual(conferenceIds);
  expect(callCount()).toBe(20);
  expect(gateway.simulator.peakInFlight).toBe(CONCURRENCY / 2);
});

async function idsFrom(from: number, count: number): Promise<string[]> {
  const { data } = await gateway.run(WindowDocument, { conferenceId: "m5000", from, first: count });
  gateway.simulator.forgetCalls();
  return data?.conference.paragraphs?.edges.map(({ node }) => node.id) ?? [];
}

test("30 paragraphs that lie close together cost one call by id, in any order", async () => {
  const ids = (await idsFrom(1_000_000, 60)).filter((_, index) => index % 2 === 0).toReversed();
  const { data, errors } = await gateway.run(NodesDocument, { ids });
  expect(errors).toEqual([]);
  expect(data?.nodes.map((node) => node?.id)).toEqual(ids);
  expect(callCount()).toBe(1);
});

test("paragraphs that lie far apart cost a call each by id", async () => {
  const ids = [...(await idsFrom(0, 5)), ...(await idsFrom(4_000_000, 5)), ...(await idsFrom(9_000_000, 5))];
  const { data } = await gateway.run(NodesDocument, { ids });
  expect(data?.nodes.map((node) => node?.id)).toEqual(ids);
  expect(callCount()).toBe(3);
});

async function scroll(forward: boolean): Promise<string[]> {
  const texts: string[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < 60; page += 1) {
    const variables: WindowQueryVariables = forward
      ? { conferenceId: "m5000", first: 100, after: cursor }
      : { conferenceId: "m5000", last: 100, before: cursor };
    const response: TestResponse<WindowQuery> = await gateway.run(WindowDocument, variables);
    const { edges, pageInfo } = response.data!.conference.paragraphs!;
    texts.splice(forward ? texts.length : 0, 0, ...edges.map(({ node }) => node.text));
    cursor = forward ? pageInfo.endCursor : pageInfo.startCursor;
    if (!(forward ? pageInfo.hasNextPage : pageInfo.hasPreviousPage)) break;
  }
  return texts;
}

test.each([true, false])("scrolling 5,000 paragraphs at 100 a page costs 50 calls (forward: %s)", async (forward) => {
  const texts = await scroll(forward);
  expect(texts).toEqual(Array.from({ length: 5000 }, (_, index) => `paragraph ${index}`));
  expect(callCount()).toBe(50);
});

test("a window of 500 is filled in order by an upstream that sends at most 7 at a time", async () => {
  const slow = await startTestGateway({
    transcripts: new Map([["m", numberedTranscript(600)]]),
    behaviour: { pageLimit: () => 7 },
  });
  const { data, errors } = await slow.run(WindowDocument, { conferenceId: "m", first: 500 });
  await slow.close();
  expect(errors).toEqual([]);
  expect(data?.conference.paragraphs?.edges.map(({ node }) => node.text)).toEqual(
    Array.from({ length: 500 }, (_, index) => `paragraph ${index}`),
  );
  expect(data?.conference.paragraphs?.pageInfo.hasNextPage).toBe(true);
});

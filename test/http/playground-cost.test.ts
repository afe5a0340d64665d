import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { readCost } from "../../playground/upstream-cost.js";
import { startTestGateway, type TestGateway } from "../support/gateway.js";

const READS = '{ conference(conferenceId: "demo") { paragraphs(first: 1) { nodes { text } } } }';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway({}, { CACHE: "memory", UPSTREAM_COST_IN_RESPONSE: "true" });
});
afterAll(() => gateway.close());

const costOf = async (query: string) => readCost((await gateway.query(query)).text);

test("a run costs what the response says, and the same run again is saved by the cache", async () => {
  expect(await costOf(READS)).toEqual({ calls: 1, saved: 0, callsThisMonth: 1 });
  expect(await costOf(READS)).toEqual({ calls: 0, saved: 1, callsThisMonth: 1 });
});

test("a run that reads nothing costs nothing, and does not know the month", async () => {
  expect(await costOf("{ __typename }")).toEqual({ calls: 0, saved: 0, callsThisMonth: null });
});

test.each(["", "null", "Failed to fetch", '{ "errors": [{ "message": "Failed to fetch" }] }', '{ "data": '])(
  "what is no response with data has no cost: %j",
  (text) => {
    expect(readCost(text)).toBeNull();
  },
);

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

test("an operation costs what its response says, and the cache saves the same operation's calls", async () => {
  expect(await costOf(READS)).toEqual({ calls: 1, saved: 0, callsThisMonth: 1 });
  expect(await costOf(READS)).toEqual({ calls: 0, saved: 1, callsThisMonth: 1 });
});

test("an operation that reads nothing costs nothing, and shows no count for the month", async () => {
  expect(await costOf("{ __typename }")).toEqual({ calls: 0, saved: 0, callsThisMonth: null });
});

test.each(["", "null", "Failed to fetch", '{ "errors": [{ "message": "Failed to fetch" }] }', '{ "data": '])(
  "a body that is not a response with data has no cost: %j",
  (text) => {
    expect(readCost(text)).toBeNull();
  },
);

import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { WindowDocument } from "../__generated__/operations.js";
import { startTestGateway, type TestGateway } from "../support/gateway.js";

const log: string[] = [];
let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway({}, { LOG_LEVEL: "trace", UPSTREAM_MAX_ATTEMPTS: "2" }, log);
});
afterAll(() => gateway.close());
beforeEach(() => {
  log.length = 0;
});

const operations = () => log.map((line) => JSON.parse(line)).filter(({ msg }) => msg === "operation");

test("an operation is one line: its name, its outcome and its cost", async () => {
  const query = `query Two { a: conference(conferenceId: "demo") { paragraphs(first: 3) { nodes { id } } }
    b: conference(conferenceId: "demo") { paragraphs(first: 3) { nodes { text } } } }`;
  await gateway.query(query, { headers: { "x-request-id": "from-outside" } });
  expect(operations()).toEqual([
    expect.objectContaining({
      level: 30,
      requestId: "from-outside",
      operation: "Two",
      queryHash: expect.stringMatching(/^[\da-f]{64}$/),
      outcome: "OK",
      codes: [],
      durationMs: expect.any(Number),
      upstreamCalls: 1,
      retries: 0,
      upstreamWaitMs: expect.any(Number),
      pages: 1,
      loads: 2,
    }),
  ]);
});

test("the line of an operation that fails has the codes and the number of attempts", async () => {
  await gateway.run(WindowDocument, { conferenceId: "error-serviceBusy" });
  expect(operations()).toMatchObject([
    { outcome: "UPSTREAM_UNAVAILABLE", codes: ["UPSTREAM_UNAVAILABLE"], upstreamCalls: 2, retries: 1 },
  ]);
});

test.each([
  ["{", "GRAPHQL_PARSE_FAILED"],
  ["{ nonsense }", "GRAPHQL_VALIDATION_FAILED"],
  ["query A { __typename } query B { __typename }", "OPERATION_RESOLUTION_FAILURE"],
])("the operation %s, which does not run, has a line too", async (query, outcome) => {
  await gateway.query(query);
  expect(operations()).toMatchObject([{ operation: null, outcome, upstreamCalls: 0 }]);
});

test("no line at any level contains a token, a variable, an id, an operator or a word of the transcript", async () => {
  const secrets = ["demo-secret-token", "secret-operator", "demo-long", "secret-name"];
  const { data } = await gateway.run(
    WindowDocument,
    { conferenceId: "demo-long", first: 2 },
    {
      token: "demo-secret-token",
      headers: { "x-dingtalk-union-id": "secret-operator", "x-request-id": "a b secret-name" },
    },
  );
  const said = data?.conference.paragraphs?.edges.map(({ node }) => node.text) ?? [];
  await gateway.query(`{ conference(conferenceId: "secret-name") { paragraphs(first: -1) { nodes { id } } } }`);
  await fetch(new URL("/nowhere?token=demo-secret-token", gateway.url));
  expect(said).toHaveLength(2);
  expect(log.length).toBeGreaterThan(1);
  for (const secret of [...secrets, ...said]) expect(log.join("")).not.toContain(secret);
});

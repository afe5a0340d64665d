import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { parseConfig } from "../../src/config/parse-config.js";
import { createGateway } from "../../src/gateway.js";
import { startTestGateway, type TestGateway } from "../support/gateway.js";
import { listen } from "../support/listen.js";
import { numberedTranscript } from "../support/transcripts.js";

const log: string[] = [];
let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway(
    { transcripts: new Map([["m", numberedTranscript(5)]]) },
    { LOG_LEVEL: "info" },
    log,
  );
});
afterAll(() => gateway.close());
beforeEach(() => {
  log.length = 0;
  gateway.simulator.forgetCalls();
});

const loudLines = (lines: readonly string[] = log) => lines.filter((line) => JSON.parse(line).level >= 40);
const JSON_TYPE = "application/json";
const GRAPHQL_TYPE = "application/graphql-response+json";

describe("a mutation or a subscription is the caller's error and not a defect:", () => {
  test.each([
    ["POST", JSON_TYPE, 200],
    ["POST", GRAPHQL_TYPE, 400],
    ["GET", JSON_TYPE, 405],
    ["GET", GRAPHQL_TYPE, 405],
  ])("%s for %s: %d", async (method, accept, status) => {
    for (const query of ["mutation { x }", "subscription { x }"]) {
      const isGet = method === "GET";
      const url = new URL(isGet ? `?${new URLSearchParams({ query }).toString()}` : "", gateway.url);
      const response = await fetch(url, {
        method,
        headers: { accept, "apollo-require-preflight": "1", ...(isGet ? {} : { "content-type": JSON_TYPE }) },
        ...(isGet ? {} : { body: JSON.stringify({ query }) }),
      });
      const { errors } = JSON.parse(await response.text());
      expect([response.status, errors.length]).toEqual([status, 1]);
      expect(errors[0].extensions).toEqual({
        code: isGet ? "BAD_REQUEST" : "GRAPHQL_VALIDATION_FAILED",
        retryable: false,
      });
    }
    expect(loudLines()).toEqual([]);
  });
});

describe("an id in a variable that is a number beyond exact integers is refused without a read:", () => {
  test.each([
    ["ID!", "{ conference(conferenceId: $v) { paragraphs { nodes { text } } } }", "1631172050535000123"],
    ["[ID!]!", "{ nodes(ids: $v) { id } }", "[1, 1631172050535000123]"],
    [
      "[_Any!]!",
      "{ _entities(representations: $v) { __typename } }",
      '[{"__typename":"Paragraph","id":1631172050535000123}]',
    ],
  ])("$v: %s", async (type, selection, value) => {
    const body = `{"query": ${JSON.stringify(`query ($v: ${type}) ${selection}`)}, "variables": {"v": ${value}}}`;
    for (const run of [1, 2, 3]) {
      const headers = {
        accept: "application/graphql-response+json",
        "content-type": JSON_TYPE,
        authorization: "Bearer demo-token",
      };
      const response = await fetch(gateway.url, { method: "POST", headers, body });
      expect([run, response.status, await response.json()]).toEqual([
        run,
        400,
        {
          errors: [
            {
              message: 'variable "$v" contains a number above 2^53, which JSON parsers round: send ids as strings',
              locations: [{ line: 1, column: 8 }],
              extensions: { code: "BAD_USER_INPUT", retryable: false },
            },
          ],
        },
      ]);
    }
    expect(gateway.simulator.calls).toEqual([]);
  });
});

test("an id in the document is exact at any length, and so is a small number in a variable", async () => {
  const literal = await gateway.query("{ conference(conferenceId: 1631172050535000123) { conferenceId } }");
  const variable = await gateway.query("query ($v: ID!) { conference(conferenceId: $v) { conferenceId } }", {
    variables: { v: 42 },
  });
  expect([literal.data, variable.data]).toEqual([
    { conference: { conferenceId: "1631172050535000123" } },
    { conference: { conferenceId: "42" } },
  ]);
});

const page = (args: string) => `{ conference(conferenceId: "m") { paragraphs(${args}) { nodes { text } } } }`;

test("from after until is the caller's error, before any upstream call; equal times give an empty page", async () => {
  const { errors } = await gateway.query(page("from: 2000, until: 1000"));
  expect(errors).toMatchObject([
    {
      message: "from and until: from must not be after until, and 2000 is after 1000",
      path: ["conference", "paragraphs"],
      extensions: { code: "BAD_USER_INPUT" },
    },
  ]);
  expect(gateway.simulator.calls).toEqual([]);
  expect(await gateway.query(page("from: 1000, until: 1000"))).toMatchObject({
    errors: [],
    data: { conference: { paragraphs: { nodes: [] } } },
  });
});

test.each([
  [page("from: -1"), "from: Milliseconds must be a whole number, 0 to 9007199254740991."],
  [page('first: 1, until: "x"'), "until: Milliseconds must be a whole number, 0 to 9007199254740991."],
  [`query ($t: Milliseconds = 1.5) ${page("from: $t")}`, "Milliseconds must be a whole number, 0 to 9007199254740991."],
])("an invalid time in %s gives an error with its argument and place", async (query, message) => {
  const { errors } = await gateway.query(query);
  expect(errors).toEqual([
    {
      message,
      locations: [{ line: 1, column: expect.any(Number) }],
      extensions: { code: "GRAPHQL_VALIDATION_FAILED", retryable: false },
    },
  ]);
});

test("an invalid time in a variable gives an error with its variable and place", async () => {
  for (let run = 0; run < 3; run += 1) {
    const { errors } = await gateway.query(`query ($t: Milliseconds) ${page("from: $t")}`, { variables: { t: -1 } });
    expect(errors).toEqual([
      {
        message: expect.stringMatching(/^Variable "\$t" got invalid value -1; .*Milliseconds must be a whole number/),
        locations: [{ line: 1, column: 8 }],
        extensions: { code: "BAD_USER_INPUT", retryable: false },
      },
    ]);
  }
});

test("a null for a non-null argument has code, path and place in every run", async () => {
  const query = `query ($o: TimeOrder = ASCENDING) ${page("order: $o")}`;
  for (let run = 0; run < 3; run += 1) {
    const { errors } = await gateway.query(query, { variables: { o: null } });
    expect(errors).toEqual([
      {
        message: expect.stringMatching(/^Argument "order"/),
        locations: [{ line: 1, column: expect.any(Number) }],
        path: ["conference", "paragraphs"],
        extensions: { code: "BAD_USER_INPUT", retryable: false },
      },
    ]);
  }
  expect(loudLines()).toEqual([]);
});

describe("a request without an operation gets an error that says what is missing:", () => {
  test.each([
    [undefined, "the request has no body: send JSON such as"],
    ["{}", "the body has no query: send JSON such as"],
    ['{"query": ""}', "the body has no query: send JSON such as"],
    ['{"variables": {}}', "the body has no query: send JSON such as"],
    ['{"query": 1}', "`query` must be a string"],
    ["1", "the body is not a JSON object: send JSON such as"],
    ['[{"query": "{ __typename }"}]', "the body is a list: send one operation a request, there is no batching"],
  ])("%s", async (body, message) => {
    const headers = { "apollo-require-preflight": "1", ...(body !== undefined && { "content-type": JSON_TYPE }) };
    const response = await fetch(gateway.url, { method: "POST", headers, body: body ?? null });
    const { errors } = JSON.parse(await response.text());
    expect([response.status, errors]).toEqual([
      400,
      [{ message: expect.stringContaining(message), extensions: { code: "BAD_REQUEST", retryable: false } }],
    ]);
  });

  test("a GET without a query", async () => {
    const response = await fetch(gateway.url, { headers: { "apollo-require-preflight": "1", accept: JSON_TYPE } });
    expect([response.status, await response.json()]).toMatchObject([
      400,
      { errors: [{ message: "the URL has no parameter `query`" }] },
    ]);
  });
});

test("a response has at most 100 errors, and the last one says how many more there were", async () => {
  const ids = Array.from({ length: 100 }, () => "no id of ours");
  const many = await gateway.query("query ($ids: [ID!]!) { nodes(ids: $ids) { id } more: nodes(ids: $ids) { id } }", {
    variables: { ids },
  });
  expect(many.errors).toHaveLength(100);
  expect(many.errors.at(-1)).toEqual({
    message: "the operation has 200 errors; the response contains only the first 99",
    extensions: { code: "OPERATION_TOO_COSTLY", retryable: false },
  });
  const hundred = await gateway.query("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", { variables: { ids } });
  expect(hundred.errors).toHaveLength(100);
  expect(new Set(hundred.errors.map(({ extensions }) => extensions?.["code"]))).toEqual(new Set(["BAD_USER_INPUT"]));
});

test("many faulty values in variables are the caller's error and not a defect", async () => {
  const ids = Array.from({ length: 60 }, () => null);
  const { errors } = await gateway.query("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", { variables: { ids } });
  expect(errors).toHaveLength(51);
  expect(errors.at(-1)).toEqual({
    message: "Too many errors processing variables, error limit reached. Execution aborted.",
    extensions: { code: "BAD_USER_INPUT", retryable: false },
  });
  expect(loudLines()).toEqual([]);
});

test("a document with many faults gets at most 100 errors", async () => {
  const { errors } = await gateway.query(`{ ${Array.from({ length: 500 }, (_, index) => `f${index}`).join(" ")} }`);
  expect(errors).toHaveLength(100);
  expect(errors.at(-1)?.message).toBe("Too many validation errors, error limit reached. Validation aborted.");
});

test.each([
  ["text/html", 406],
  ["application/json;q=0", 406],
  ["application/json; charset=utf-16", 406],
  ["", 200],
  ["*/*", 200],
  ["text/html, */*;q=0.1", 200],
  ["application/*", 200],
  ["application/json", 200],
  ["application/json; charset=utf-8", 200],
  ["application/graphql-response+json", 200],
  ["application/graphql-response+json; charset=utf-8", 200],
])("with `Accept: %s` the status is %d, and a refused operation makes no call", async (accept, status) => {
  const headers = { accept, "content-type": JSON_TYPE, authorization: "Bearer demo-token" };
  const body = JSON.stringify({ query: page("first: 1") });
  const response = await fetch(gateway.url, { method: "POST", headers, body });
  await response.text();
  expect([response.status, gateway.simulator.calls.length]).toEqual([status, status === 200 ? 1 : 0]);
});

test("a caller that hangs up counts as CANCELLED, and no fault is logged", async () => {
  const upstream = createServer();
  const lines: string[] = [];
  const env = { PORT: "0", UPSTREAM_TIMEOUT_MS: "30000", PLAYGROUND_ENABLED: "false" };
  const logStream = { write: (line: string) => lines.push(line) };
  const other = await createGateway(parseConfig(env), await listen(upstream), { logStream, primary: null });
  const url = new URL("/graphql", await other.listen());
  const caller = new AbortController();
  const arrived = once(upstream, "request");
  const sent = fetch(url, {
    method: "POST",
    signal: caller.signal,
    headers: { "content-type": JSON_TYPE, authorization: "Bearer t" },
    body: JSON.stringify({ query: page("first: 1") }),
  }).catch(() => null);
  const [, response]: ServerResponse[] = await arrived;
  const closed = once(response ?? upstream, "close");
  caller.abort();
  await Promise.all([sent, closed]);
  const metrics = await (await fetch(new URL("/metrics", url))).text();
  await other.close();
  upstream.close();
  expect(metrics).toContain('minutes_graph_operations_total{outcome="CANCELLED"} 1');
  expect(lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === "operation")).toMatchObject([
    { outcome: "CANCELLED", codes: ["CANCELLED"] },
  ]);
  expect(loudLines(lines)).toEqual([]);
});

test("a document with so many equal fields that graphql-js stops comparing them is refused with a reason", async () => {
  const { errors } = await gateway.query(`{ ${"__typename ".repeat(1500)} }`);
  expect(errors).toMatchObject([
    {
      message: "the document repeats fields too often, so it was not validated completely: select each one once",
      extensions: { code: "OPERATION_TOO_COSTLY", retryable: false },
    },
  ]);
});

import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { getIntrospectionQuery } from "graphql";
import { startTestGateway, type TestGateway } from "../support/gateway.js";
import { numberedTranscript } from "../support/transcripts.js";

const SECRET = "router-secret-5b1e";
const transcripts = new Map([["m", numberedTranscript(5)]]);
let gateway: TestGateway;
let guarded: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway({ transcripts });
  guarded = await startTestGateway({ transcripts }, { ROUTER_SECRET: SECRET });
});
afterAll(async () => {
  await gateway.close();
  await guarded.close();
});
beforeEach(() => gateway.simulator.forgetCalls());

const conferences = Array.from({ length: 1000 }, (_, index) => ({
  __typename: "Conference",
  conferenceId: `m${index}`,
}));
const pages = Array.from({ length: 49 }, (_, index) => `a${index}: paragraphs { nodes { text } }`).join(" ");
const ENTITIES = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Conference { ${pages} } } }`;

describe("without credentials a request is refused once, before anything runs:", () => {
  test.each([
    ["a meeting's handle", '{ conference(conferenceId: "m") { id } }', {}],
    ["many meetings", '{ conferences(conferenceIds: ["a", "b"]) { paragraphs { nodes { text } } } }', {}],
    ["something beside what is open", '{ __typename node(id: "x") { id } }', {}],
    [
      "something inside fragments",
      "{ ...A } fragment A on Query { ... { ...B } } fragment B on Query { nodes(ids: []) { id } }",
      {},
    ],
    ["49,000 pages of 1,000 references", ENTITIES, { r: conferences }],
  ])("%s", async (_what, query, variables) => {
    const { data, errors, text } = await gateway.query(query, { token: null, variables });
    expect(errors).toEqual([
      {
        message: expect.stringContaining("x-acs-dingtalk-access-token"),
        extensions: { code: "UNAUTHENTICATED", retryable: false },
      },
    ]);
    expect(data).toBeUndefined();
    expect(text.length).toBeLessThan(300);
    expect(gateway.simulator.calls).toEqual([]);
  });
});

test("validation errors come first", async () => {
  const { errors } = await gateway.query("{ nonsense }", { token: null });
  expect(errors.map(({ extensions }) => extensions?.["code"])).toEqual(["GRAPHQL_VALIDATION_FAILED"]);
});

test.each([
  "{ __typename }",
  "{ _service { sdl } }",
  '{ __type(name: "Word") { name } }',
  getIntrospectionQuery(),
  "{ a: __typename ...F } fragment F on Query { ... { _service { sdl } } }",
])("%s needs no credentials", async (query) => {
  const { errors } = await gateway.query(query, { token: null });
  expect(errors).toEqual([]);
});

async function statusOf(accept: string, headers: Record<string, string> = {}) {
  const { status, headers: received } = await fetch(gateway.url, {
    method: "POST",
    headers: { "content-type": "application/json", accept, ...headers },
    body: JSON.stringify({ query: '{ conference(conferenceId: "m") { id } }' }),
  });
  return [status, received.get("www-authenticate")];
}

test("the status is 401 if the media type lets a status concern the operation, and 200 otherwise", async () => {
  expect(await statusOf("application/graphql-response+json")).toEqual([401, "Bearer"]);
  expect(await statusOf("application/graphql-response+json; charset=utf-8")).toEqual([401, "Bearer"]);
  expect(await statusOf("application/json")).toEqual([200, null]);
  expect(await statusOf("application/json; charset=utf-8")).toEqual([200, null]);
});

test("an Authorization header with another scheme than Bearer has its own message", async () => {
  const { errors } = await gateway.query('{ conference(conferenceId: "m") { id } }', {
    token: null,
    headers: { authorization: "Basic ZGVtbzpkZW1v" },
  });
  expect(errors[0]?.message).toBe("no access token: the header `Authorization` must have the form `Bearer …`");
});

describe("with ROUTER_SECRET", () => {
  const router = { headers: { "x-router-secret": SECRET } };
  const wrong = { headers: { "x-router-secret": `${SECRET}x` } };
  const entities =
    'query { _entities(representations: [{ __typename: "Conference", conferenceId: "m" }]) { __typename } }';

  test.each([
    ["the schema", "{ _service { sdl } }"],
    ["the schema, inside a fragment", "{ ...F } fragment F on Query { _service { sdl } }"],
    ["entities", entities],
  ])("%s is only for routers", async (_what, query) => {
    for (const request of [{}, wrong]) {
      const { data, errors } = await guarded.query(query, request);
      expect(errors.map(({ extensions }) => extensions?.["code"])).toEqual(["FORBIDDEN"]);
      expect(data).toBeUndefined();
    }
    expect((await guarded.query(query, router)).errors).toEqual([]);
  });

  test("traces are only for routers; other clients get their response without one", async () => {
    const trace = { "apollo-federation-include-trace": "ftv1" };
    const traced = await guarded.query("{ __typename }", { headers: { ...router.headers, ...trace } });
    const untraced = await guarded.query("{ __typename }", { headers: trace });
    expect(traced.text).toContain("ftv1");
    expect(JSON.parse(untraced.text)).toEqual({ data: { __typename: "Query" } });
  });

  test("operations without these fields need no secret", async () => {
    const { errors } = await guarded.query('{ conference(conferenceId: "m") { paragraphs { nodes { text } } } }');
    expect(errors).toEqual([]);
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { getIntrospectionQuery, parse, validate } from "graphql";
import { createLimitRule } from "../../../src/graphql/limits/limit-rule.js";
import { createSchema } from "../../../src/graphql/schema/schema.js";
import { startTestGateway, type TestGateway } from "../../support/gateway.js";
import { numberedTranscript } from "../../support/transcripts.js";

const LIMITS = {
  OPERATION_MAX_TOKENS: "200",
  OPERATION_MAX_DEPTH: "5",
  OPERATION_MAX_DIRECTIVES: "2",
  OPERATION_MAX_COST: "4000",
  OPERATION_MAX_UPSTREAM_CALLS: "2",
  OPERATION_MAX_PARAGRAPHS: "30",
  OPERATION_MAX_VALUES: "79",
  VARIABLES_MAX_VALUES: "10",
  VARIABLE_MAX_CHARACTERS: "40",
};
const ROOMY = {
  maxTokens: 200,
  maxDepth: 20,
  maxDirectives: 9,
  maxCost: 9000,
  maxCharacters: 40,
};
const names = ["a", "b", "c", "d", "e", "f"];
const deep = (levels: number): string =>
  levels === 1 ? "conferenceId" : `paragraphs { nodes { conference { ${deep(levels - 1)} } } }`;

let gateway: TestGateway;
beforeAll(async () => {
  const transcripts = new Map(names.map((name) => [name, numberedTranscript(100)]));
  gateway = await startTestGateway({ transcripts }, LIMITS);
});
afterAll(() => gateway.close());
beforeEach(() => gateway.simulator.forgetCalls());

async function expectTooCostly(query: string, message: string, variables = {}) {
  const { data, errors } = await gateway.query(query, { variables });
  expect(errors).toMatchObject([{ message, extensions: { code: "OPERATION_TOO_COSTLY", retryable: false } }]);
  return data;
}

describe("an operation above a limit is refused before any upstream call, with the limit and the value:", () => {
  const through = "counted through its fragments";
  test.each([
    [
      "depth",
      `{ conference(conferenceId: "a") { ${deep(3)} } }`,
      `the operation has 8 levels of fields, ${through}; at most 5`,
    ],
    [
      "directives",
      "{ __typename @skip(if: false) ... on Query @include(if: true) { __typename @skip(if: false) } }",
      `the operation has 3 directives, ${through}; at most 2`,
    ],
    [
      "cost",
      `{ ${names
        .slice(0, 4)
        .map((name) => `${name}: conference(conferenceId: "m") { paragraphs(first: 1) { nodes { text } } }`)
        .join(" ")} }`,
      "the operation costs 4048, counted from the weights and list sizes of its fields; at most 4000: request fewer items or fewer fields",
    ],
    [
      "a string",
      `query ($id: ID = "${"x".repeat(41)}") { node(id: $id) { id } }`,
      "a string in the document has 41 characters; at most 40",
    ],
    ["a name", `{ ${"x".repeat(41)}: __typename }`, "a name in the document has 41 characters; at most 40"],
    [
      "tokens",
      `{ ${"__typename ".repeat(200)} }`,
      "the document has more than 200 tokens, so it was not parsed completely",
    ],
  ])("%s", async (_limit, query, message) => {
    await expectTooCostly(query, message);
    expect(gateway.simulator.calls).toEqual([]);
  });

  test.each([
    ["a string in the variables", { ids: ["x".repeat(41)] }, "a string in the variables has 41 characters; at most 40"],
    [
      "a name in the variables",
      { ids: [], more: { ["x".repeat(41)]: 1 } },
      "a string in the variables has 41 characters; at most 40",
    ],
    [
      "values in the variables",
      { ids: Array.from({ length: 10 }, () => "x") },
      "the variables have 11 values; at most 10",
    ],
  ])("%s", async (_limit, variables, message) => {
    await expectTooCostly("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", message, variables);
  });
});

test("a document above several limits gets an error for each", async () => {
  const skip = "@skip(if: false)";
  const { errors } = await gateway.query(`{ conference(conferenceId: "a") ${skip} ${skip} ${skip} { ${deep(3)} } }`);
  expect(errors.map(({ message }) => message.replace(/,.*;/, ";"))).toEqual(
    expect.arrayContaining([
      "the operation has 8 levels of fields; at most 5",
      "the operation has 3 directives; at most 2",
    ]),
  );
});

test("an operation at its limits runs", async () => {
  const query = `{
    a: conference(conferenceId: "a") @skip(if: false) { paragraphs(first: 25) { nodes { conference { id } } } }
    b: conference(conferenceId: "b") { c: paragraphs(first: 2) @include(if: true) { nodes { text } } }
    __typename __typename
  }`;
  const { data, errors } = await gateway.query(query);
  expect([errors, data]).toEqual([[], expect.anything()]);
  expect(gateway.simulator.calls).toHaveLength(2);
});

test("an upstream call beyond the budget is refused, and earlier fields return their data", async () => {
  const variables = { ids: ["a", "b", "c"] };
  const data = await expectTooCostly(
    "query ($ids: [ID!]!) { conferences(conferenceIds: $ids) { paragraphs(first: 2) { nodes { text } } } }",
    "the operation needs 3 upstream calls or more; at most 2: request less at a time",
    variables,
  );
  expect(data).toMatchObject({ conferences: [{ paragraphs: {} }, { paragraphs: {} }, { paragraphs: null }] });
  expect(gateway.simulator.calls).toHaveLength(2);
});

test("paragraphs beyond the budget are refused before the call that would bring them", async () => {
  await expectTooCostly(
    '{ conference(conferenceId: "a") { paragraphs(first: 31) { nodes { text } } } }',
    "the operation needs 32 paragraphs or more; at most 30: request less at a time",
  );
  expect(gateway.simulator.calls).toEqual([]);
});

test("values beyond the limit are refused, even if they would cost no further call", async () => {
  const data = await expectTooCostly(
    '{ conference(conferenceId: "a") { x: paragraphs(first: 20) { nodes { text } } y: paragraphs(first: 20) { nodes { text } } } }',
    "the response has 80 values or more; at most 79: request fewer paragraphs or fewer fields",
  );
  expect(data).toMatchObject({ conference: { x: { nodes: { length: 20 } }, y: null } });
  expect(gateway.simulator.calls).toHaveLength(1);
});

test("a paragraph counts each time that its id is selected", async () => {
  const page = await gateway.query<{ conference: { paragraphs: { nodes: [{ id: string }] } } }>(
    '{ conference(conferenceId: "a") { paragraphs(first: 1) { nodes { id } } } }',
  );
  const id = JSON.stringify(page.data?.conference.paragraphs.nodes[0].id);
  const { data, errors } = await gateway.query<{ nodes: unknown[] }>(
    `{ nodes(ids: [${`${id} `.repeat(28)}]) { id a: id b: id } }`,
  );
  expect(errors.map(({ path, extensions }) => [path, extensions?.["code"]])).toEqual([
    [["nodes", 26], "OPERATION_TOO_COSTLY"],
    [["nodes", 27], "OPERATION_TOO_COSTLY"],
  ]);
  expect(data?.nodes.filter((node) => node !== null)).toHaveLength(26);
});

test("an operation that is executed again after an error is counted once", async () => {
  const { errors } = await gateway.query(
    '{ conference(conferenceId: "a") { x: paragraphs(first: 20) { nodes { text } } y: paragraphs(first: 5) { nodes { sentences(first: -1) { __typename } } } } }',
  );
  expect(errors.map(({ extensions }) => extensions?.["code"])).toEqual(["BAD_USER_INPUT"]);
});

test("in production errors reveal neither the schema nor similar names, and routers still get the schema", async () => {
  const production = await startTestGateway({}, { NODE_ENV: "production", DINGTALK_BASE_URL: "http://127.0.0.1:1" });
  const introspected = await production.query(getIntrospectionQuery());
  const misspelt = await production.query("{ conferense { id } }");
  const wrongEnum = await production.query(
    'query ($o: TimeOrder!) { conference(conferenceId: "a") { paragraphs(order: $o) { nodes { id } } } }',
    { variables: { o: "ASCENDIN" } },
  );
  const router = await production.query("{ _service { sdl } }");
  await production.close();
  expect(introspected.errors[0]?.message).toContain("INTROSPECTION_ENABLED");
  expect(introspected.data).toBeUndefined();
  expect(misspelt.errors[0]?.message).toBe('Cannot query field "conferense" on type "Query".');
  expect(wrongEnum.text).not.toContain("ASCENDING");
  expect(router.data).toHaveProperty("_service.sdl", expect.stringContaining("type Conference"));
});

test("outside production introspection works within the default limits, and errors suggest similar names", async () => {
  const open = await startTestGateway();
  const introspected = await open.query(getIntrospectionQuery({ inputValueDeprecation: true, oneOf: true }));
  const misspelt = await open.query("{ conferense { id } }");
  await open.close();
  expect(introspected.errors).toEqual([]);
  expect(misspelt.errors[0]?.message).toContain("Did you mean");
});

test("a page inside each paragraph of a page is refused, because it multiplies the response without a call", async () => {
  const rule = createLimitRule(ROOMY);
  const query =
    '{ conference(conferenceId: "a") { paragraphs { nodes { conference { paragraphs { __typename } } } } } }';
  const messages = validate(await createSchema(), parse(query), [rule]).map(({ message }) => message);
  expect(messages).toEqual([expect.stringMatching(/^the operation has 2 pages of paragraphs inside one another/)]);
});

import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import {
  buildClientSchema,
  buildSchema,
  getIntrospectionQuery,
  type IntrospectionQuery,
  lexicographicSortSchema,
  printSchema,
} from "graphql";
import { startTestGateway, type TestGateway } from "../support/gateway.js";

const FILE = readFileSync(new URL("../../schema/schema.graphql", import.meta.url), "utf8");

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway.close());

const print = (schema: ReturnType<typeof buildSchema>) => printSchema(lexicographicSortSchema(schema));

test("introspection gives exactly schema/schema.graphql, without `_Any` and `_entities`", async () => {
  const { text } = await gateway.query(getIntrospectionQuery({ descriptions: true }));
  const { data }: { data: IntrospectionQuery } = JSON.parse(text);
  expect(print(buildClientSchema(data))).toBe(print(buildSchema(FILE)));
});

test.each([
  ["a type by its name", `{ __type(name: "_Any") { name } }`, { __type: null }],
  ["the type of the query itself", `{ __typename }`, { __typename: "Query" }],
  [
    "fragments",
    `query Q { ... on Query { ...F } } fragment F on Query { __type(name: "_Entity") { name } }`,
    { __type: null },
  ],
])("introspection by %s shows nothing of federation", async (_which, query, data) => {
  expect(JSON.parse((await gateway.query(query)).text)).toEqual({ data });
});

test("routers can still read the subgraph and resolve references", async () => {
  const query = `query ($representations: [_Any!]!) {
    _service { sdl }
    _entities(representations: $representations) { ... on Conference { conferenceId } }
  }`;
  const representations = [{ __typename: "Conference", conferenceId: "demo" }];
  const { data } = await gateway.query(query, { variables: { representations } });
  expect(data).toEqual({
    _service: { sdl: expect.stringContaining("@key") },
    _entities: [{ conferenceId: "demo" }],
  });
});

test("an operation that selects both the schema and data gets both", async () => {
  const { data } = await gateway.query(
    `{ __schema { queryType { name } } conference(conferenceId: "demo") { conferenceId } }`,
  );
  expect(data).toEqual({ __schema: { queryType: { name: "Query" } }, conference: { conferenceId: "demo" } });
});

test("descriptions never mention the simulator", () => {
  expect(FILE).not.toMatch(/simulator|`demo/i);
});

import { PassThroughCredentials } from "../../../src/auth/pass-through.js";
import { expect, test } from "@jest/globals";
import { getOperationAST, parse } from "graphql";
import { CompiledQueries } from "../../../src/graphql/execution/compiled-queries.js";
import { mergesConditionally } from "../../../src/graphql/execution/conditions.js";
import { Admission } from "../../../src/graphql/schema/relay/admission.js";
import { createSchema } from "../../../src/graphql/schema/schema.js";

const schema = await createSchema();
const keyOf = (query: string, operationName: string | null = null) => ({
  queryHash: query,
  operationName,
  document: parse(query),
});

test("an operation is compiled when it comes for the second time, and once", () => {
  const queries = new CompiledQueries(schema);
  const key = keyOf("{ __typename }");
  const interpreted = queries.find(key);
  const compiled = queries.find(key);
  expect(compiled).not.toBe(interpreted);
  expect(queries.find(key)).toBe(compiled);
});

test("two operations of one document are two", async () => {
  const queries = new CompiledQueries(schema);
  const document = "query A { a: __typename } query B { b: __typename }";
  const run = (name: string) => {
    queries.find(keyOf(document, name));
    return queries.find(keyOf(document, name))?.run({ credentials: new PassThroughCredentials("demo", null) }, {});
  };
  expect([await run("A"), await run("B")]).toEqual([{ data: { a: "Query" } }, { data: { b: "Query" } }]);
});

test("operations that come once do not push out one that comes again and again", () => {
  const queries = new CompiledQueries(schema);
  const key = keyOf("{ __typename }");
  queries.find(key);
  const compiled = queries.find(key);
  for (let stranger = 0; stranger < 10_000; stranger += 1) queries.find({ ...key, queryHash: `stranger ${stranger}` });
  expect(queries.find(key)).toBe(compiled);
});

test("an operation that the compiler does not take is interpreted, each time", async () => {
  const queries = new CompiledQueries(schema);
  const key = keyOf(
    '{ a: __typename conference(conferenceId: "m") { id } conference(conferenceId: "m") { id @skip(if: true) } }',
  );
  const credentials = new PassThroughCredentials("demo", null);
  const context = { credentials, admission: new Admission(credentials, null, () => undefined) };
  const run = () => queries.find(key)?.run(context, {});
  const [first, second] = [await run(), await run()];
  expect(first?.data).toMatchObject({ a: "Query", conference: {} });
  expect(second).toEqual(first);
});

test.each(["{ __schema { description } }", '{ __type(name: "Word") { name } }', "{ __proto__: __typename }"])(
  "%s is left to the schema that clients see",
  (query) => {
    const queries = new CompiledQueries(schema);
    expect([queries.find(keyOf(query)), queries.find(keyOf(query))]).toEqual([null, null]);
  },
);

test.each([
  ["{ a { x } a { y } }", false],
  ["{ a { x @skip(if: true) } b { y } }", false],
  ["{ a { x } a { y @skip(if: true) } }", true],
  ["{ a { x } ...F } fragment F on Query { a @include(if: true) { y } }", true],
  ["{ b { a { x } } ...F } fragment F on Query { b { c: a { y } } } fragment G on Query { d @skip(if: true) }", true],
  ["{ a: x { x } b: x { y @skip(if: true) } }", false],
  ["{ x x @skip(if: true) }", false],
  ["{ ...F ...F } fragment F on Query { a { x @skip(if: true) } }", false],
])("%s merges objects under conditions: %s", (query, expected) => {
  const document = parse(query);
  expect(mergesConditionally(document, getOperationAST(document)!)).toBe(expected);
});

test("names of operations that a document does not have leave nothing behind", () => {
  const queries = new CompiledQueries(schema);
  const find = (name: string) => queries.find(keyOf("query A { a: __typename }", name));
  find("A");
  for (let stranger = 0; stranger < 10_000; stranger += 1) expect(find(`stranger ${stranger}`)).toBeNull();
  const compiled = find("A");
  expect(find("A")).toBe(compiled);
});

test("what is kept is bounded by the length of the texts", () => {
  const queries = new CompiledQueries(schema);
  const keys = ["a", "b", "c", "d"].map((name) => keyOf(`{ ${name}: __typename # ${"x".repeat(300_000)}\n}`));
  const find = () => keys.map((key) => queries.find(key));
  find();
  const [first] = find();
  expect(queries.find(keys[0]!)).not.toBe(first);
});

test("an empty name is the name of no operation, also where one without a name was compiled", () => {
  const queries = new CompiledQueries(schema);
  for (let run = 0; run < 3; run += 1) expect(queries.find(keyOf("{ __typename }"))).not.toBeNull();
  expect(queries.find(keyOf("{ __typename }", ""))).toBeNull();
});

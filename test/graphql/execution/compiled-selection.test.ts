import { expect, jest, test } from "@jest/globals";
import { assertObjectType, buildSchema, execute, parse } from "graphql";
import { executeOperation } from "../../../src/graphql/execution/executor.js";
import { withCompiledSelections } from "../../../src/graphql/execution/compiled-schema.js";
import { NotCompilable } from "../../../src/graphql/execution/compiled-selection.js";
import { RawJson } from "../../../src/graphql/execution/response-body.js";
import { OperatorPolicy } from "../../../src/graphql/schema/relay/operator-policy.js";
import { createSchema } from "../../../src/graphql/schema/schema.js";
import { PassThroughCredentials } from "../../../src/auth/pass-through.js";
import { createLoaders } from "../../../src/loaders/loaders.js";
import { OperationActivity } from "../../../src/observability/operation-activity.js";
import type { Page } from "../../../src/transcript/model.js";
import { unlimitedCost } from "../../support/unlimited-cost.js";
import type { PageSource } from "../../../src/transcript/page-source.js";
import { FakeSource, pagedReader, paragraphAt } from "../../support/fake-source.js";

const schema = await createSchema();
const compiled = withCompiledSelections(await createSchema());

const credentials = new PassThroughCredentials("demo", null);

const contextOf = (source: PageSource) => ({
  activity: new OperationActivity("test"),
  responseCost: unlimitedCost(),
  loaders: createLoaders(pagedReader(source)),
  credentials,
  operatorPolicy: new OperatorPolicy(credentials, null, () => undefined),
  release: () => undefined,
});

const two = new FakeSource([paragraphAt(0, "one"), paragraphAt(10, "two")]);

/** The result of compiled execution alone, without the interpreter as a fallback. */
async function runCompiled(selection: string, variables: Record<string, unknown> = {}, source: PageSource = two) {
  const declared = Object.keys(variables).map((name) => `$${name}: Boolean!`);
  const head = declared.length === 0 ? "" : `query (${declared.join(", ")})`;
  const document = parse(`${head} { conference(conferenceId: "m") { paragraphs ${selection} } }`);
  return execute({ schema: compiled, document, contextValue: contextOf(source), variableValues: variables });
}

/** The only error of a selection that is left to graphql-js. */
const leftToGraphqlJs = [expect.objectContaining({ originalError: expect.any(NotCompilable) })];

const item = (text: string, t: number) => ({ text, t, __typename: "Paragraph", sentences: { nodes: [] } });

test("a page is written by a compiled selection", async () => {
  const result = await runCompiled("{ nodes { text t: startTime __typename sentences { nodes { text } } } }");
  const response = { data: { conference: { paragraphs: { nodes: [item("one", 0), item("two", 10)] } } } };
  expect(JSON.parse(JSON.stringify(result))).toEqual(response);
});

const executeText = (query: string) =>
  execute({ schema: compiled, document: parse(query), contextValue: contextOf(two) });

test("the sentences of a paragraph that node(id:) finds are compiled too", async () => {
  const { data: page } = await executeText('{ conference(conferenceId: "m") { paragraphs { nodes { id } } } }');
  const { id } = JSON.parse(JSON.stringify(page)).conference.paragraphs.nodes[1];
  const { data } = await executeText(
    `{ node(id: "${id}") { ... on Paragraph { text sentences { nodes { text } } } } }`,
  );
  expect(data).toMatchObject({ node: { text: "two", sentences: expect.any(RawJson) } });
  expect(JSON.stringify(data)).toBe('{"node":{"text":"two","sentences":{"nodes":[]}}}');
});

test("conditions are evaluated for each operation", async () => {
  const query = `query ($no: Boolean!, $yes: Boolean!) { conference(conferenceId: "m") {
    paragraphs(first: 1) { nodes { text @skip(if: $no) ...T @include(if: $yes) } } } } fragment T on Node { id ... on Paragraph { startTime } }`;
  const document = parse(query);
  const keysFor = async (no: boolean, yes: boolean) => {
    const run = { schema: compiled, document, contextValue: contextOf(two), variableValues: { no, yes } };
    const { data } = await execute(run);
    return Object.keys(JSON.parse(JSON.stringify(data)).conference.paragraphs.nodes[0]);
  };
  expect(await keysFor(true, false)).toEqual([]);
  expect(await keysFor(false, true)).toEqual(["text", "id", "startTime"]);
  expect(await keysFor(false, false)).toEqual(["text"]);
  expect(await keysFor(true, true)).toEqual(["id", "startTime"]);
});

test("a document whose conditions merge its fields in ever new ways keeps only the latest selections", async () => {
  const original = await createSchema();
  const merging = withCompiledSelections(original);
  const merged = [0, 1, 2, 3].map((bit) => `... @include(if: $c${bit}) { paragraphs { nodes { text } } }`);
  const document = parse(`query ($c0: Boolean!, $c1: Boolean!, $c2: Boolean!, $c3: Boolean!) {
    conference(conferenceId: "m") { paragraphs { nodes { id } } ${merged.join(" ")} } }`);
  // Only the compiler reads the original types.
  const reads = jest.spyOn(assertObjectType(original.getType("Paragraph")), "getFields");
  const isCompiled = async (run: number) => {
    reads.mockClear();
    const variableValues = Object.fromEntries([0, 1, 2, 3].map((bit) => [`c${bit}`, (run & (1 << bit)) > 0]));
    const { errors } = await execute({ schema: merging, document, contextValue: contextOf(two), variableValues });
    expect(errors).toBeUndefined();
    return reads.mock.calls.length > 0;
  };
  for (let run = 0; run < 16; run += 1) expect(await isCompiled(run)).toBe(true);
  expect([await isCompiled(15), await isCompiled(8), await isCompiled(7)]).toEqual([false, false, true]);
});

test("a selection with a resolver that may fetch data is not compiled, and fetches nothing", async () => {
  let calls = 0;
  const source = {
    getPage: async (): Promise<Page> => ((calls += 1), { paragraphs: [], hasMore: false, token: null }),
  };
  const selection = "{ nodes { conference { paragraphs { nodes { text } } } } }";
  const result = await runCompiled(selection, {}, source);
  expect(result.errors).toEqual(leftToGraphqlJs);
  expect(calls).toBe(0);
});

test("a compiled selection with a field that fails is left to graphql-js, which reports the error's path", async () => {
  const result = await runCompiled("{ nodes { sentences(first: -1) { nodes { text } } } }");
  expect(result.errors).toEqual(leftToGraphqlJs);
});

test("if a condition is null, graphql-js refuses the operation, the first time and again", async () => {
  const query = `query ($no: Boolean = false) { conference(conferenceId: "m") { paragraphs { nodes { text @skip(if: $no) } } } }`;
  const request = { schema, document: parse(query), queryHash: "q", request: { variables: { no: null } } };
  const run = () => executeOperation(compiled, { ...request, context: contextOf(two) });
  const interpreted = await execute({ ...request, contextValue: contextOf(two), variableValues: { no: null } });
  expect(interpreted.errors).toHaveLength(1);
  for (const result of [await run(), await run()]) expect(JSON.stringify(result)).toBe(JSON.stringify(interpreted));
});

test("a compiled selection with a null in a non-null field is left to graphql-js", async () => {
  const broken = new FakeSource([{ ...paragraphAt(0, "one"), ...JSON.parse('{ "endTime": null }') }]);
  const { errors } = await runCompiled("{ nodes { endTime } }", {}, broken);
  expect(errors).toEqual(leftToGraphqlJs);
});

test("the name __proto__ gives the same response the first and the second time", async () => {
  const document = parse(
    '{ __proto__: conference(conferenceId: "m") { paragraphs(first: 1) { nodes { __proto__: text } } } }',
  );
  const request = { schema, document, queryHash: "q", request: { variables: {} } };
  const run = async () => JSON.stringify(await executeOperation(compiled, { ...request, context: contextOf(two) }));
  const interpreted = await run();
  expect(interpreted).toBe('{"data":{"__proto__":{"paragraphs":{"nodes":[{"__proto__":"one"}]}}}}');
  expect(await run()).toBe(interpreted);
});

test("introspection shows the type of a compiled field, the first and the second time", async () => {
  const document = parse('{ __type(name: "Conference") { fields { name type { name } } } }');
  const request = { schema, document, queryHash: "q", request: { variables: {} } };
  const run = async () => JSON.stringify(await executeOperation(compiled, { ...request, context: contextOf(two) }));
  expect(await run()).toContain("ParagraphConnection");
  expect(await run()).toContain("ParagraphConnection");
});

test("a fragment's field is compiled with the fields that it is merged with in each place", async () => {
  const document = parse(`{
    a: conference(conferenceId: "m") { ...F paragraphs(first: 1) { nodes { startTime } } }
    b: conference(conferenceId: "m") { ...F paragraphs(first: 1) { nodes { endTime } } }
  } fragment F on Conference { paragraphs(first: 1) { nodes { text } } }`);
  const run = async () => JSON.stringify(await execute({ schema: compiled, document, contextValue: contextOf(two) }));
  const expected = JSON.stringify({
    data: {
      a: { paragraphs: { nodes: [{ text: "one", startTime: 0 }] } },
      b: { paragraphs: { nodes: [{ text: "one", endTime: paragraphAt(0, "one").endTime }] } },
    },
  });
  expect([await run(), await run()]).toEqual([expected, expected]);
});

test("lists with null items and lists of lists are read", async () => {
  const text =
    "type Query { box: Box } type Box { items: [Item] grid: [[Item]] numbers: [Int] } type Item { text: String }";
  const box = { items: [{ text: "a" }, null], grid: [[{ text: "b" }, null], null, []], numbers: [1, null] };
  const boxes = buildSchema(text);
  Object.assign(boxes.getQueryType()?.getFields()["box"] ?? {}, { resolve: () => box });
  const document = parse("{ box { items { text } grid { text } numbers } }");
  const result = await execute({
    schema: withCompiledSelections(boxes, ["Query.box"]),
    document,
    contextValue: { responseCost: unlimitedCost() },
  });
  expect(JSON.stringify(result)).toBe(JSON.stringify({ data: { box } }));
});

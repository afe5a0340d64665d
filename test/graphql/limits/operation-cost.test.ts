import { expect, test } from "@jest/globals";
import {
  getIntrospectionQuery,
  type GraphQLSchema,
  isIntrospectionType,
  isObjectType,
  Kind,
  parse,
  validate,
} from "graphql";
import { createSubgraphSchema } from "../../../src/graphql/federation/subgraph.js";
import { costOf } from "../../../src/graphql/limits/operation-cost.js";
import { PriceList } from "../../../src/graphql/limits/price-list.js";
import { parseConfig } from "../../../src/config/parse-config.js";

const schema = await createSubgraphSchema();
const prices = new PriceList(schema);
const MAX_COST = parseConfig({}).operation.maxCost;

function cost(query: string, variables: Record<string, unknown> = {}): number {
  const document = parse(query);
  expect(validate(schema, document)).toEqual([]);
  const [operation] = document.definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error("the operation comes first");
  return costOf(prices, document, operation, variables);
}

const ofPage = (selection: string, args = "") => `{ conference(conferenceId: "m") { paragraphs${args} ${selection} } }`;
const PAGE = 10 + 1000;

test("a field costs its weight, and a connection costs its selections for each requested item", () => {
  expect(cost('{ conference(conferenceId: "m") { id } }')).toBe(10 + 10);
  expect(cost(ofPage("{ nodes { text } }", "(first: 3)"))).toBe(PAGE + 3 * 2);
  expect(cost(ofPage("{ nodes { text } }", "(last: 3)"))).toBe(PAGE + 3 * 2);
  expect(cost(ofPage("{ edges { cursor node { text } } pageInfo { endCursor } }", "(first: 3)"))).toBe(
    PAGE + 3 * 4 + 2,
  );
  expect(cost(ofPage("{ nodes { text } edges { node { text } } a: nodes { text } }", "(first: 3)"))).toBe(
    PAGE + 3 * (2 + 3 + 2),
  );
});

test("without a count, the assumed size counts", () => {
  expect(cost(ofPage("{ nodes { text } }"))).toBe(PAGE + 50 * 2);
  expect(cost(ofPage("{ nodes { sentences { nodes { words { nodes { text } } } } } }", "(first: 1)"))).toBe(
    PAGE + 1 + 1 + 2 * (1 + 1 + 8 * 2),
  );
});

const withCount = (definition: string) => `query (${definition}) ${ofPage("{ nodes { text } }", "(first: $n)")}`;

test("a count may come from a variable or its default, or be null", () => {
  expect(cost(withCount("$n: Int"), { n: 7 })).toBe(PAGE + 7 * 2);
  expect(cost(withCount("$n: Int = 9"))).toBe(PAGE + 9 * 2);
  expect(cost(withCount("$n: Int"), { n: null })).toBe(PAGE + 50 * 2);
});

test("a count above the maximum costs as much as the maximum, so that the field can return its own error", () => {
  expect(cost(ofPage("{ nodes { text } }", "(first: 2000000000)"))).toBe(PAGE + 2000 * 2);
  expect(cost(ofPage("{ nodes { text } }", "(first: -5)"))).toBe(PAGE);
});

test.each([
  ["conferences", "query ($l: [ID!]!) { conferences(conferenceIds: $l) { id } }", "m"],
  ["nodes", "query ($l: [ID!]!) { nodes(ids: $l) { id } }", "x"],
  ["_entities", "query ($l: [_Any!]!) { _entities(representations: $l) { ... on Conference { id } } }", {}],
])("the items of an input list multiply the selections of %s", (_field, query, item) => {
  expect(cost(query, { l: [] })).toBe(0);
  expect(cost(query, { l: [item, item, item] })).toBe(3 * (10 + 10));
  expect(cost(query, { l: item })).toBe(10 + 10);
});

test("items in the document multiply too, up to the field's maximum", () => {
  expect(cost('{ conferences(conferenceIds: ["a", "b"]) { id } }')).toBe(2 * 20);
  expect(cost("query ($a: ID!) { conferences(conferenceIds: [$a, $a, $a]) { id } }", { a: "m" })).toBe(3 * 20);
  expect(cost(`{ conferences(conferenceIds: [${'"a" '.repeat(60)}]) { id } }`)).toBe(50 * 20);
});

test("a fragment costs the same as its fields written out", () => {
  const fragment = "fragment P on ParagraphConnection { nodes { text } pageInfo { endCursor } }";
  const spread = `{ conference(conferenceId: "m") { a: paragraphs(first: 3) { ...P } b: paragraphs(first: 70) { ... { ...P } } } } ${fragment}`;
  expect(cost(spread)).toBe(10 + 2 * 1000 + 3 * 2 + 2 + 70 * 2 + 2);
});

test("fragments that double at each step are computed in one pass", () => {
  const steps = Array.from(
    { length: 60 },
    (_, step) => `fragment F${step} on Conference { ...F${step + 1} ...F${step + 1} }`,
  );
  const query = `{ conference(conferenceId: "m") { ...F0 } } ${steps.join(" ")} fragment F60 on Conference { id }`;
  expect(cost(query)).toBe(10 + 10 * 2 ** 60);
});

test.each([
  ["@skip(if: true)", {}, 20],
  ["@include(if: false)", {}, 20],
  ["@skip(if: $yes)", {}, 20],
  ["@skip(if: $yes)", { yes: false }, 30],
  ["@include(if: $yes)", {}, 30],
  ["@include(if: $yes)", { yes: false }, 20],
])("a part that is skipped costs nothing: %s with %j", (condition, variables, expected) => {
  const definition = condition.includes("$") ? "($yes: Boolean! = true)" : "";
  const query = `query Q${definition} { conference(conferenceId: "m") { conferenceId id ${condition} } }`;
  expect(cost(query, variables)).toBe(expected);
});

test("__typename costs as much as the cheapest field beside it, and for an abstract type as its most expensive type", () => {
  expect(cost(ofPage("{ nodes { __typename } }", "(first: 3)"))).toBe(PAGE + 3 * 2);
  expect(cost('{ node(id: "x") { __typename } }')).toBe(10 + 10);
});

test("each caption file costs as much as the captions, because it takes as long to write", () => {
  expect(cost('{ conference(conferenceId: "m") { captions { text } } }')).toBe(10 + 2 * 20_000);
  expect(cost('{ conference(conferenceId: "m") { captions { text a: text b: text } } }')).toBe(10 + 4 * 20_000);
});

const ofCaptions = (files: number) =>
  `{ conference(conferenceId: "m") { captions { ${Array.from({ length: files }, (_, at) => `f${at}: text`).join(" ")} } } }`;

test("an operation can read the caption files of 12 meetings, or 23 files of one", () => {
  const meetings = "query ($ids: [ID!]!) { conferences(conferenceIds: $ids) { captions { text } } }";
  const costOfMeetings = (length: number) => cost(meetings, { ids: Array.from({ length }, String) });
  expect([costOfMeetings(12) <= MAX_COST, costOfMeetings(13) <= MAX_COST]).toEqual([true, false]);
  expect([cost(ofCaptions(23)) <= MAX_COST, cost(ofCaptions(24)) <= MAX_COST]).toEqual([true, false]);
});

const ALL_OF_A_PARAGRAPH =
  "id recordId status speaker { unionId } speakerName text startTime endTime sentences { nodes { index speaker { unionId } text startTime endTime words { nodes { index wordId text startTime endTime } } } }";

test.each([
  ["2,000 paragraphs to the words", ofPage(`{ edges { cursor node { ${ALL_OF_A_PARAGRAPH} } } }`, "(first: 2000)"), {}],
  [
    "50 meetings with a page each to the words",
    `query ($l: [ID!]!) { conferences(conferenceIds: $l) { id conferenceId paragraphs { nodes { ${ALL_OF_A_PARAGRAPH} } } } }`,
    { l: Array.from({ length: 50 }, () => "m") },
  ],
  [
    "100 neighbours to the words",
    `query ($l: [ID!]!) { nodes(ids: $l) { id ... on Paragraph { ${ALL_OF_A_PARAGRAPH} } } }`,
    { l: Array.from({ length: 100 }, () => "m") },
  ],
  [
    "a router's 1,000 references to paragraphs with their text",
    "query ($l: [_Any!]!) { _entities(representations: $l) { ... on Paragraph { text startTime endTime speaker { unionId } } } }",
    { l: Array.from({ length: 1000 }, () => ({})) },
  ],
  ["the schema", getIntrospectionQuery({ inputValueDeprecation: true, oneOf: true, specifiedByUrl: true }), {}],
])("the default limit allows %s", (_what, query, variables) => {
  expect(cost(query, variables)).toBeLessThanOrEqual(MAX_COST);
});

const aliases = (count: number, field: string) =>
  Array.from({ length: count }, (_, index) => `a${index}: ${field}`).join(" ");
const references = { l: Array.from({ length: 1000 }, () => ({ __typename: "Conference", conferenceId: "m" })) };

test.each([
  [
    "1,000 references, each with 49 pages",
    `query ($l: [_Any!]!) { _entities(representations: $l) { ... on Conference { ${aliases(49, "paragraphs { nodes { text } }")} } } }`,
    references,
  ],
  [
    "1,000 references, each with 60 ids",
    `query ($l: [_Any!]!) { _entities(representations: $l) { ... on Conference { ${aliases(60, "id")} } } }`,
    references,
  ],
  [
    "1,000 references, each with 60 names of their type",
    `query ($l: [_Any!]!) { _entities(representations: $l) { ${aliases(60, "__typename")} } }`,
    references,
  ],
  [
    "one page of 2,000, 39 times, with 48 more cursors in each edge",
    `{ conference(conferenceId: "m") { ${aliases(39, `paragraphs(first: 2000) { edges { ${aliases(48, "cursor")} } }`)} } }`,
    {},
  ],
  [
    "the schema 99 times",
    `{ __schema { ${aliases(99, "types { fields { args { type { name ofType { name } } } } }")} } }`,
    {},
  ],
])("the default limit refuses %s", (_what, query, variables) => {
  expect(cost(query, variables)).toBeGreaterThan(MAX_COST);
});

/** The schema with one more field of `Word`, with the directives of another field or with none. */
function withField(name: string, directivesOf: string | null): GraphQLSchema {
  const word = schema.getType("Word");
  if (!isObjectType(word)) throw new Error("Word is an object type");
  const fields = word.getFields();
  const model = fields["text"];
  if (model === undefined) throw new Error("Word has a text");
  fields[name] = { ...model, name, astNode: directivesOf === null ? null : fields[directivesOf]?.astNode };
  return schema;
}

test("the gateway does not start if a field has no weight, and names the field", () => {
  try {
    expect(() => new PriceList(withField("confidence", null))).toThrow(
      "the price of an operation cannot be computed:\nWord.confidence: declare its weight with @Cost",
    );
    expect(() => new PriceList(withField("confidence", "text"))).not.toThrow();
  } finally {
    const word = schema.getType("Word");
    if (isObjectType(word)) delete word.getFields()["confidence"];
  }
});

test("every field of every type costs at least 1", () => {
  const free = Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type))
    .filter((type) => !isIntrospectionType(type))
    .flatMap((type) => Object.values(type.getFields()))
    .filter((field) => prices.of(field).weight < 1);
  expect(free).toEqual([]);
});

test("every list of the introspection types counts at least one item, so that no circle through it is free", () => {
  const sizes = Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type))
    .filter((type) => isIntrospectionType(type))
    .flatMap((type) => Object.values(type.getFields()))
    .map((field) => [field.name, prices.of(field).count(() => undefined)]);
  expect(sizes.length).toBeGreaterThan(30);
  expect(sizes.filter(([, size]) => Number(size) < 1)).toEqual([]);
});

test("a type of the schema costs its selections", () => {
  expect(cost('{ __type(name: "Word") { fields { name } } }')).toBe(1 + 8 * (1 + 1));
});

import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { assertObjectType, type DirectiveNode, isObjectType, parse, print, visit } from "graphql";
import { createSubgraphSchema, printSubgraph } from "../../src/graphql/federation/subgraph.js";
import { createSchema } from "../../src/graphql/schema/schema.js";
import { startTestGateway, type TestGateway } from "../support/gateway.js";

const read = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");
const sdl = read("../../schema/subgraph.graphql");

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway.close());

test("schema/subgraph.graphql is up to date (`npm run schema` writes it)", async () => {
  expect(sdl).toBe(printSubgraph(await createSchema()));
});

test("_service { sdl } returns schema/subgraph.graphql and needs no token", async () => {
  const { data, errors } = await gateway.query("{ _service { sdl } }", { token: null });
  expect(errors).toEqual([]);
  expect(data).toEqual({ _service: { sdl } });
});

test("the clients' schema contains nothing of federation", () => {
  const text = read("../../schema/schema.graphql");
  const names: string[] = [];
  visit(parse(text), {
    Name: ({ value }) => void names.push(value),
    Directive: ({ name }) => void names.push(`@${name.value}`),
  });
  expect(names.filter((name) => /^[@_]/.test(name))).toEqual([]);
});

test("the gateway runs the clients' schema plus `_service` and `_entities`, and nothing else", async () => {
  const [client, subgraph] = [await createSchema(), await createSubgraphSchema()];
  const added = Object.keys(subgraph.getTypeMap()).filter((name) => client.getType(name) === undefined);
  expect(added.toSorted()).toEqual(["_Any", "_Entity", "_Service"]);
  const fields = Object.values(assertObjectType(subgraph.getType("Query")).getFields());
  expect(fields.map(({ name, type }) => `${name}: ${String(type)}`).filter((field) => field.startsWith("_"))).toEqual([
    "_entities: [_Entity]!",
    "_service: _Service!",
  ]);
});

test("every argument keeps its default, and an enum's default has the internal value", async () => {
  const defaults = Object.values((await createSubgraphSchema()).getTypeMap())
    .filter(isObjectType)
    .flatMap((type) => Object.values(type.getFields()).flatMap(({ args }) => args))
    .filter(({ defaultValue }) => defaultValue !== undefined);
  expect(defaults.map(({ name, defaultValue }) => [name, defaultValue])).toContainEqual(["order", "ascending"]);
});

/** The directives of a type, or of one of its fields, in the subgraph's text. */
function directivesOf(type: string, field?: string): string[] {
  const found: DirectiveNode[] = [];
  visit(parse(sdl), {
    ObjectTypeDefinition: ({ name, directives = [], fields = [] }) => {
      if (name.value !== type) return;
      const holder = field === undefined ? { directives } : fields.find((candidate) => candidate.name.value === field);
      found.push(...(holder?.directives ?? []));
    },
  });
  return found.map(print);
}

test("the schema links the federation specification, with every directive that it uses", () => {
  expect(sdl).toContain('url: "https://specs.apollo.dev/federation/v2.9"');
  const used = new Set<string>();
  visit(parse(sdl), { Directive: ({ name }) => void used.add(`"@${name.value}"`) });
  const imported = /import: \[(?<names>[^\]]*)\]/.exec(sdl)?.groups?.["names"]?.split(", ") ?? [];
  expect(new Set(['"@link"', ...imported])).toEqual(used);
});

test.each([
  ["Conference", ['@key(fields: "conferenceId")', '@key(fields: "id")']],
  ["Paragraph", ['@key(fields: "id")']],
  ["User", ['@key(fields: "unionId", resolvable: false)']],
  ["PageInfo", ["@shareable"]],
])("%s has %j", (type, directives) => {
  expect(directivesOf(type)).toEqual(directives);
});

test("shared types have no description", () => {
  const described: string[] = [];
  visit(parse(sdl), {
    enter: (node) => {
      if ("description" in node && node.description !== undefined && "name" in node) described.push(print(node));
    },
  });
  const shared = /^[^{]*\b(?:type PageInfo|type User|interface Node|nodes?\()/;
  expect(described.filter((text) => shared.test(text.replaceAll(/"""[^]*?"""/g, "")))).toEqual([]);
});

test.each(["node", "nodes"])("%s is shareable and hidden in a supergraph", (field) => {
  expect(directivesOf("Query", field)).toEqual(expect.arrayContaining(["@shareable", "@inaccessible"]));
});

test.each([
  ["Conference", "paragraphs", 50],
  ["Paragraph", "sentences", 2],
  ["Sentence", "words", 8],
])("a router can compute the cost of %s.%s from its counts", (type, field, assumedSize) => {
  expect(directivesOf(type, field)).toContain(
    `@listSize(assumedSize: ${assumedSize}, slicingArguments: ["first", "last"], sizedFields: ["edges", "nodes"], requireOneSlicingArgument: false)`,
  );
});

test("fields with a text, a name or a person are tagged as personal, and so is the search for a text", () => {
  const untagged: string[] = [];
  visit(parse(sdl), {
    FieldDefinition: ({ name, type, directives = [] }) => {
      const isPersonal = /^(?:String|User|SearchConnection)$/.test(print(type).replaceAll(/[[\]!]/g, ""));
      if (isPersonal && !directives.some((directive) => directive.name.value === "tag")) untagged.push(name.value);
    },
  });
  expect(new Set(untagged)).toEqual(new Set(["cursor", "startCursor", "endCursor"]));
});

test("descriptions have no character beyond U+FFFF, because Grafbase's parser (0.103.0) crashes on them", () => {
  expect(sdl.match(/[\u{10000}-\u{10FFFF}]/gu)).toBeNull();
});

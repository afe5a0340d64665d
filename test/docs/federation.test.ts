import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type FieldDefinitionNode, Kind, parse as parseSchema } from "graphql";
import { parse } from "yaml";
import { z } from "zod";
import { parseConfig } from "../../src/config/parse-config.js";
import { startTestGateway, type TestGateway } from "../support/gateway.js";
import { blocksOf, readText } from "./markdown.js";

const FEDERATION = readText("docs/federation.md");
const FORWARDED = ["x-acs-dingtalk-access-token", "authorization", "x-dingtalk-union-id", "x-request-id"];
const SETTINGS = blocksOf(FEDERATION).filter(({ text }) => /x-dingtalk-union-id/.test(text));

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway.close());

function post(body: unknown): Promise<Response> {
  const headers = { "content-type": "application/json", "x-acs-dingtalk-access-token": "demo-token" };
  return fetch(gateway.url, { method: "POST", headers, body: JSON.stringify(body) });
}

test("every router's settings forward the caller's headers, and add the router's secret", () => {
  expect(SETTINGS.map(({ language }) => language)).toEqual(["yaml", "yaml", "ts", "toml"]);
  for (const { text } of SETTINGS)
    for (const header of [...FORWARDED, "x-router-secret"]) expect(text).toContain(header);
});

test("every router's settings give the gateway more time than an operation takes", () => {
  const { timeoutMs } = parseConfig({}).operation;
  for (const { text } of SETTINGS) {
    const times = [...text.matchAll(/[tT]imeout"?\s?[:=] "?(?<count>[\d_]+)(?<unit>s?)/g)].map(({ groups }) =>
      groups?.["unit"] === "s" ? Number(groups["count"]) * 1000 : Number(groups?.["count"]?.replace("_", "")),
    );
    expect(times.length).toBeGreaterThan(0);
    expect(Math.min(...times)).toBeGreaterThan(timeoutMs);
  }
});

test("the settings in YAML are well-formed", () => {
  for (const { text } of SETTINGS.filter(({ language }) => language === "yaml"))
    expect(z.record(z.string(), z.unknown()).safeParse(parse(text, { strict: true, uniqueKeys: true })).success).toBe(
      true,
    );
});

test("a batch of operations gets status 400", async () => {
  const query = "{ __typename }";
  expect((await post([{ query }, { query }])).status).toBe(400);
});

test("a persisted query's hash without the query is PERSISTED_QUERY_NOT_SUPPORTED", async () => {
  const response = await post({ extensions: { persistedQuery: { version: 1, sha256Hash: "0".repeat(64) } } });
  expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: "PERSISTED_QUERY_NOT_SUPPORTED" } }] });
});

/** The weight of a field in its `@cost`. */
function weightOf({ directives = [] }: FieldDefinitionNode): number {
  const value = directives.find(({ name }) => name.value === "cost")?.arguments?.[0]?.value;
  return value?.kind === Kind.INT ? Number(value.value) : Number.NaN;
}

test("the table of weights has every field whose weight is not 1, with its weight", () => {
  const rows = FEDERATION.match(/^\| .*\|$/gm) ?? [];
  const fields = parseSchema(readText("schema/subgraph.graphql")).definitions.flatMap((type) =>
    type.kind === Kind.OBJECT_TYPE_DEFINITION ? (type.fields ?? []).map((field) => ({ type, field })) : [],
  );
  const heavy = fields.filter(({ field }) => weightOf(field) !== 1);
  const missing = heavy.filter(({ type, field }) => {
    const named = new RegExp(`\`(?:${type.name.value}\\.)?${field.name.value}\``);
    return !rows.some((row) => named.test(row) && new RegExp(`\\b${weightOf(field)}\\b`).test(row));
  });
  expect(heavy.length).toBeGreaterThan(10);
  expect(missing.map(({ type, field }) => `${type.name.value}.${field.name.value}: ${weightOf(field)}`)).toEqual([]);
});

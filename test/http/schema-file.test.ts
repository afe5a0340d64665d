import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { buildSchema } from "graphql";
import { parseConfig } from "../../src/config/parse-config.js";
import { startTestGateway, type TestGateway } from "../support/gateway.js";

const FILE = readFileSync(new URL("../../schema/schema.graphql", import.meta.url), "utf8");

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway.close());

const get = (headers: Record<string, string> = {}, method = "GET") =>
  fetch(new URL("/schema.graphql", gateway.url), { method, headers });

test("/schema.graphql is schema/schema.graphql byte for byte, as text that browsers show, without a token", async () => {
  const response = await get();
  expect([response.status, await response.text()]).toEqual([200, FILE]);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    "content-type": "text/plain; charset=utf-8",
    "cache-control": "no-cache",
    "x-content-type-options": "nosniff",
  });
  expect(gateway.simulator.calls).toHaveLength(0);
});

test("/schema.graphql has no field of federation", async () => {
  const schema = buildSchema(await (await get()).text());
  expect(Object.keys(schema.getQueryType()?.getFields() ?? {}).toSorted()).toEqual([
    "conference",
    "conferences",
    "node",
    "nodes",
  ]);
});

test.each([
  ["its tag", (etag: string) => etag],
  ["its tag, marked as weak by a proxy", (etag: string) => `W/${etag}`],
  ["its tag among others", (etag: string) => `"older", ${etag}`],
  ["any tag at all", () => "*"],
])("a client with %s gets 304 without a body", async (_which, held) => {
  const etag = (await get()).headers.get("etag") ?? "";
  expect(etag).toMatch(/^"[\w-]{43}"$/);
  const response = await get({ "if-none-match": held(etag) });
  expect([response.status, response.headers.get("etag"), await response.text()]).toEqual([304, etag, ""]);
});

test("a client with another version gets the whole text", async () => {
  const response = await get({ "if-none-match": '"older"' });
  expect([response.status, await response.text()]).toEqual([200, FILE]);
});

test("HEAD gives the tag and the length without the text", async () => {
  const response = await get({}, "HEAD");
  expect([response.status, await response.text()]).toEqual([200, ""]);
  expect(response.headers.get("content-length")).toBe(String(Buffer.byteLength(FILE)));
});

test("the schema file is on by default, except in production", () => {
  const production = { NODE_ENV: "production", DINGTALK_BASE_URL: "https://api.dingtalk.com" };
  expect(parseConfig({}).exploring.schemaFileEnabled).toBe(true);
  expect(parseConfig({ SCHEMA_FILE_ENABLED: "false" }).exploring.schemaFileEnabled).toBe(false);
  expect(parseConfig(production).exploring.schemaFileEnabled).toBe(false);
  expect(parseConfig({ ...production, SCHEMA_FILE_ENABLED: "true" }).exploring.schemaFileEnabled).toBe(true);
  expect(() => parseConfig({ SCHEMA_FILE_ENABLED: "yes" })).toThrow("SCHEMA_FILE_ENABLED: must be true or false");
});

test("if it is switched off, there is no such path", async () => {
  const without = await startTestGateway({}, { SCHEMA_FILE_ENABLED: "false" });
  const response = await fetch(new URL("/schema.graphql", without.url));
  expect(response.status).toBe(404);
  await without.close();
});

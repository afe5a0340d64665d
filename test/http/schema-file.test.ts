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

test("/schema.graphql is schema/schema.graphql to the byte, as text that a browser shows, without a token", async () => {
  const response = await get();
  expect([response.status, await response.text()]).toEqual([200, FILE]);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    "content-type": "text/plain; charset=utf-8",
    "cache-control": "no-cache",
    "x-content-type-options": "nosniff",
  });
  expect(gateway.simulator.calls).toHaveLength(0);
});

test("what it says is a schema of clients: federation's own fields are not in it", async () => {
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
])("who holds %s is told 304, and is sent nothing", async (_which, held) => {
  const etag = (await get()).headers.get("etag") ?? "";
  expect(etag).toMatch(/^"[\w-]{43}"$/);
  const response = await get({ "if-none-match": held(etag) });
  expect([response.status, response.headers.get("etag"), await response.text()]).toEqual([304, etag, ""]);
});

test("who holds another version is sent the whole text", async () => {
  const response = await get({ "if-none-match": '"older"' });
  expect([response.status, await response.text()]).toEqual([200, FILE]);
});

test("HEAD tells the tag and the length without the text", async () => {
  const response = await get({}, "HEAD");
  expect([response.status, await response.text()]).toEqual([200, ""]);
  expect(response.headers.get("content-length")).toBe(String(Buffer.byteLength(FILE)));
});

test("the schema's file is on, but in production only when asked for", () => {
  const production = { NODE_ENV: "production", DINGTALK_BASE_URL: "https://api.dingtalk.com" };
  expect(parseConfig({}).exploring.schemaFileEnabled).toBe(true);
  expect(parseConfig({ SCHEMA_FILE_ENABLED: "false" }).exploring.schemaFileEnabled).toBe(false);
  expect(parseConfig(production).exploring.schemaFileEnabled).toBe(false);
  expect(parseConfig({ ...production, SCHEMA_FILE_ENABLED: "true" }).exploring.schemaFileEnabled).toBe(true);
  expect(() => parseConfig({ SCHEMA_FILE_ENABLED: "yes" })).toThrow("SCHEMA_FILE_ENABLED: must be true or false");
});

test("switched off, it is not there", async () => {
  const without = await startTestGateway({}, { SCHEMA_FILE_ENABLED: "false" });
  const response = await fetch(new URL("/schema.graphql", without.url));
  expect(response.status).toBe(404);
  await without.close();
});

import { inspect } from "node:util";
import { expect, test } from "@jest/globals";
import { PassThroughCredentials } from "../../src/auth/pass-through.js";

const TOKEN = "demo-secret-7f3a";
const credentials = new PassThroughCredentials(TOKEN, "operator");

test.each([
  ["printed", (value: unknown) => inspect(value, { showHidden: true, depth: 9, getters: true })],
  ["serialised", (value: unknown) => JSON.stringify(value)],
  ["copied", (value: unknown) => JSON.stringify(structuredClone({ ...Object(value) }))],
  ["made a string", (value: unknown) => String(value)],
])("credentials that are %s do not show the token", (_, show) => {
  expect(show(credentials)).not.toContain(TOKEN);
});

test("getAccessToken returns the token", async () => {
  await expect(credentials.getAccessToken()).resolves.toBe(TOKEN);
});

test("the identity depends on the token and not on the operator", () => {
  expect(new PassThroughCredentials(TOKEN, null).identity).toBe(credentials.identity);
  expect(new PassThroughCredentials(`${TOKEN}.`, "operator").identity).not.toBe(credentials.identity);
});

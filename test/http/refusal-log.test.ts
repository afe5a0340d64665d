import { setImmediate } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { startTestGateway, type TestGateway } from "../support/gateway.js";

const log: string[] = [];
let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway({}, { LOG_LEVEL: "info", REQUEST_MAX_BYTES: "1024" }, log);
});
afterAll(() => gateway.close());
beforeEach(() => {
  log.length = 0;
});

const JSON_HEADERS = { "content-type": "application/json" };

test.each([
  ["/secret-path?token=secret", {}, { method: "GET", route: "none", status: 404 }],
  ["/graphql", { method: "PUT", headers: JSON_HEADERS, body: "{}" }, { method: "PUT", route: "none", status: 405 }],
  ["/graphql", { method: "POST", body: "secret" }, { method: "POST", route: "/graphql", status: 415 }],
  ["/graphql", { method: "POST", headers: JSON_HEADERS, body: "{secret" }, { route: "/graphql", status: 400 }],
  ["/graphql", { method: "POST", headers: JSON_HEADERS, body: `"${"x".repeat(2000)}"` }, { status: 413 }],
])("a refused request for %s has a line in the log without its path: %j", async (path, init, line) => {
  const headers = { ...("headers" in init ? init.headers : {}), "x-request-id": "from-outside" };
  await (await fetch(new URL(path, gateway.url), { ...init, headers })).text();
  // The line is written after the response was sent, so the client may have it first.
  while (log.length === 0) await setImmediate();
  const lines = log.map((text) => JSON.parse(text));
  expect(lines).toEqual([expect.objectContaining({ ...line, msg: "request refused", requestId: "from-outside" })]);
  expect(log.join("")).not.toContain("secret");
});

test("an operation that fails or is not valid has only its own line", async () => {
  await gateway.query("{ nonsense }");
  await gateway.query('{ conference(conferenceId: "error-serviceBusy") { paragraphs { nodes { id } } } }');
  const lines: { msg: string }[] = log.map((text) => JSON.parse(text));
  expect(lines.filter(({ msg }) => msg === "operation")).toHaveLength(2);
  expect(lines.filter(({ msg }) => msg === "request refused")).toHaveLength(0);
});

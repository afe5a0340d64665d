import { readFileSync } from "node:fs";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { WindowDocument } from "../__generated__/operations.js";
import { startTestGateway, type TestGateway } from "../support/gateway.js";

let gateway: TestGateway;
beforeEach(async () => {
  gateway = await startTestGateway({}, { UPSTREAM_MAX_ATTEMPTS: "2", UPSTREAM_BREAKER_FAILURES: "4" });
});
afterEach(() => gateway.close());

async function read(): Promise<Map<string, number>> {
  const response = await fetch(new URL("/metrics", gateway.url));
  expect(response.headers.get("content-type")).toContain("text/plain; version=0.0.4");
  const lines = (await response.text()).split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return new Map(
    lines.map((line) => [line.slice(0, line.lastIndexOf(" ")), Number(line.slice(line.lastIndexOf(" ") + 1))]),
  );
}

test("operations are counted by outcome", async () => {
  await gateway.query("{ __typename }");
  await gateway.query("{ nonsense }");
  await gateway.run(WindowDocument, { conferenceId: "error-resourceClose" });
  const metrics = await read();
  expect(metrics.get('minutes_graph_operations_total{outcome="OK"}')).toBe(1);
  expect(metrics.get('minutes_graph_operations_total{outcome="GRAPHQL_VALIDATION_FAILED"}')).toBe(1);
  expect(metrics.get('minutes_graph_operations_total{outcome="MEETING_CLOSED"}')).toBe(1);
  expect(metrics.get("minutes_graph_operation_duration_seconds_count")).toBe(3);
});

test("upstream calls are counted by outcome, retries separately, and so are the loads that batching saved", async () => {
  await gateway.query(
    '{ a: conference(conferenceId: "demo") { paragraphs(first: 3) { nodes { id } } } b: conference(conferenceId: "demo") { paragraphs(first: 2) { nodes { id } } } }',
  );
  await gateway.run(WindowDocument, { conferenceId: "error-serviceBusy" });
  const metrics = await read();
  expect(metrics.get('minutes_graph_upstream_attempts_total{outcome="OK",sent="true"}')).toBe(1);
  expect(metrics.get('minutes_graph_upstream_attempts_total{outcome="UPSTREAM_UNAVAILABLE",sent="true"}')).toBe(2);
  expect(metrics.get("minutes_graph_upstream_retries_total")).toBe(1);
  expect(metrics.get("minutes_graph_upstream_attempt_duration_seconds_count")).toBe(3);
  expect([metrics.get("minutes_graph_loads_total"), metrics.get("minutes_graph_pages_total")]).toEqual([3, 2]);
});

test("the breaker shows an outage of the upstream", async () => {
  expect((await read()).get("minutes_graph_upstream_breaker_state")).toBe(0);
  for (const conferenceId of ["error-serviceBusy", "error-systemError", "error-serviceBusy"])
    await gateway.run(
      WindowDocument,
      { conferenceId },
      { token: conferenceId === "error-systemError" ? "demo-another" : "demo-token" },
    );
  const metrics = await read();
  expect(metrics.get("minutes_graph_upstream_breaker_state")).toBe(2);
  expect(metrics.get('minutes_graph_upstream_breaker_changes_total{state="open"}')).toBe(1);
  expect(
    metrics.get('minutes_graph_upstream_attempts_total{outcome="UPSTREAM_UNAVAILABLE",sent="false"}'),
  ).toBeGreaterThan(0);
});

test("there are metrics of the event loop's delay, of waiting calls and of requests by route; no caller's path is a label", async () => {
  await fetch(new URL("/made-up?token=secret", gateway.url));
  const metrics = await read();
  const names = [...metrics.keys()];
  expect(names).toEqual(expect.arrayContaining(["nodejs_eventloop_lag_p99_seconds", "minutes_graph_upstream_waiting"]));
  expect(metrics.get('minutes_graph_http_requests_total{route="none",status="404"}')).toBe(1);
  expect(names.join("\n")).not.toMatch(/made-up|secret/);
});

test("no token, id, operator or operation name becomes a label", async () => {
  await gateway.query(
    'query SecretName { conference(conferenceId: "demo", unionId: "secret-union") { paragraphs { nodes { id } } } }',
    {
      token: "demo-secret",
    },
  );
  const names = [...(await read()).keys()].join("\n");
  expect(names).not.toMatch(/SecretName|secret-union|demo/);
});

test("docs/operations.md lists exactly the gateway's own metrics", async () => {
  const text = readFileSync(new URL("../../docs/operations.md", import.meta.url), "utf8");
  const metricsText = await (await fetch(new URL("/metrics", gateway.url))).text();
  const own = metricsText.matchAll(/^# TYPE (?<name>minutes_graph_\w+)/gm);
  const told = text.matchAll(/minutes_graph_\w+/g);
  expect(new Set(Array.from(told, ([name]) => name.replace(/_bucket$/, "")))).toEqual(
    new Set(Array.from(own, (match) => match.groups?.["name"])),
  );
});

test("metrics can be switched off", async () => {
  const bare = await startTestGateway({}, { METRICS_ENABLED: "false" });
  const { status } = await fetch(new URL("/metrics", bare.url));
  await bare.close();
  expect(status).toBe(404);
});

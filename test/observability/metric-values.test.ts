import { beforeEach, expect, test } from "@jest/globals";
import { Metrics } from "../../src/observability/metrics.js";
import { OperationActivity } from "../../src/observability/operation-activity.js";
import { CALL, STATUS } from "./samples.js";

let metrics: Metrics;
beforeEach(() => {
  metrics = new Metrics(() => STATUS, "1.2.3");
});

/** The value of a series; null if there is none. */
async function valueOf(series: string): Promise<number | null> {
  const { text } = await metrics.read();
  const line = text.split("\n").find((candidate) => candidate.startsWith(`minutes_graph_${series} `));
  return line === undefined ? null : Number(line.slice(line.lastIndexOf(" ")));
}

/** Ends an operation of the client `player`. */
function operate(upstreamCalls: number, codes: readonly string[]): void {
  const activity = new OperationActivity("request", { name: "player", version: null });
  activity.upstreamCalls = upstreamCalls;
  metrics.onOperation({ name: null, queryHash: null, durationMs: 1500, codes, activity, credentials: null });
}

test("durations are in seconds", async () => {
  metrics.onCall({ ...CALL, waitedMs: 250, durationMs: 4000 });
  operate(0, []);
  expect(await valueOf("upstream_wait_seconds_sum")).toBe(0.25);
  expect(await valueOf("upstream_attempt_duration_seconds_sum")).toBe(4);
  expect(await valueOf("operation_duration_seconds_sum")).toBe(1.5);
});

test("an attempt that was not sent has no duration, and one that DingTalk does not count is no call", async () => {
  metrics.onCall({ ...CALL, outcome: "RATE_LIMITED", sent: false, counted: false });
  metrics.onCall({ ...CALL, outcome: "UPSTREAM_UNAVAILABLE", counted: false });
  expect(await valueOf("upstream_attempt_duration_seconds_count")).toBe(1);
  expect(await valueOf("upstream_calls_total")).toBe(0);
  expect(await valueOf("upstream_wait_seconds_count")).toBe(2);
});

test.each<[string, number, readonly string[]]>([
  ["made no call", 0, []],
  ["failed", 1, ["UNAUTHENTICATED"]],
])("a client whose operation %s gets no label of its own", async (_what, calls, codes) => {
  operate(calls, codes);
  expect(await valueOf('client_operations_total{client="player",client_version="none"}')).toBeNull();
  expect(await valueOf('client_operations_total{client="other",client_version="other"}')).toBe(1);
});

test("only a start that was used has a lateness", async () => {
  metrics.onStart("lost", 40);
  metrics.onStart("used", 10);
  expect(await valueOf("upstream_start_lateness_seconds_sum")).toBe(0.01);
  expect(await valueOf('upstream_starts_total{outcome="lost"}')).toBe(1);
});

import { EventEmitter, once } from "node:events";
import { afterEach, expect, jest, test } from "@jest/globals";
import { RequestChannel, GONE } from "../../src/observability/ipc.js";
import { Metrics } from "../../src/observability/metrics.js";
import { gatherMetrics } from "../../src/observability/worker-metrics.js";
import type { BreakerState } from "../../src/transcript/upstream-observer.js";
import { connectChannels, TestChannel } from "../support/channels.js";
import { startTestGateway } from "../support/gateway.js";

const HUGE = 1e15;

function startPrimary() {
  const cluster = new EventEmitter();
  gatherMetrics(cluster);
  /** A forked process that cannot respond yet; the test decides when it listens. */
  const fork = () => {
    const [inPrimary, inWorker] = connectChannels();
    cluster.emit("fork", inPrimary);
    return { channel: inWorker, received: inWorker.received, listen: () => inPrimary.emit("listening") };
  };
  const startWorker = (breaker: BreakerState = "closed", waiting = 0) => {
    const { channel, listen } = fork();
    const status = () => ({
      breaker,
      waiting,
      inFlight: 1,
      queues: 2,
      callersWithOpenCircuit: 0,
      callsThisMonth: 0,
      callsPerMonth: 0,
      countingSince: 0,
      memoryHeldBytes: 0,
      cache: null,
      storeIsUnavailable: false,
    });
    const metrics = new Metrics(status, "0.1.0", channel);
    listen();
    return { channel, metrics };
  };
  return { fork, startWorker };
}

/** The values of one metric, by its labels in Prometheus's format. */
async function read(metrics: Metrics, name: string): Promise<Record<string, number>> {
  const lines = (await metrics.read()).text.matchAll(/^(?<name>\w+)(?<labels>\S*) (?<value>\S+)$/gm);
  const found = Array.from(lines, ({ groups = {} }) => groups).filter((groups) => groups["name"] === name);
  return Object.fromEntries(found.map(({ labels = "", value }) => [labels, Number(value)]));
}

afterEach(() => {
  jest.useRealTimers();
});

test("any worker returns counters, histograms and waiting calls of all workers together", async () => {
  const { startWorker } = startPrimary();
  const [one, other] = [startWorker("closed", 3), startWorker("closed", 4)];
  one.metrics.onRequest("/graphql", 200);
  other.metrics.onRequest("/graphql", 200);
  other.metrics.onRequest("/graphql", 503);
  one.metrics.onCall({
    outcome: "OK",
    sent: true,
    counted: true,
    attempt: 1,
    waitedMs: 0,
    durationMs: 2,
    failure: null,
  });
  other.metrics.onCall({
    outcome: "OK",
    sent: true,
    counted: true,
    attempt: 1,
    waitedMs: 0,
    durationMs: 2000,
    failure: null,
  });
  for (const { metrics } of [one, other, one]) {
    expect(await read(metrics, "minutes_graph_http_requests_total")).toEqual({
      '{route="/graphql",status="200"}': 2,
      '{route="/graphql",status="503"}': 1,
    });
    expect(await read(metrics, "minutes_graph_upstream_attempt_duration_seconds_bucket")).toMatchObject({
      '{le="0.005"}': 1,
      '{le="2.5"}': 2,
      '{le="+Inf"}': 2,
    });
    expect(await read(metrics, "minutes_graph_upstream_waiting")).toEqual({ "": 7 });
    expect(await read(metrics, "minutes_graph_upstream_in_flight")).toEqual({ "": 2 });
    expect(await read(metrics, "minutes_graph_upstream_queues")).toEqual({ "": 4 });
  }
});

test("the breaker shows the worst state of all workers", async () => {
  const { startWorker } = startPrimary();
  const { metrics } = startWorker("closed");
  expect(await read(metrics, "minutes_graph_upstream_breaker_state")).toEqual({ "": 0 });
  startWorker("open");
  startWorker("half-open");
  expect(await read(metrics, "minutes_graph_upstream_breaker_state")).toEqual({ "": 2 });
});

test.each([
  "nodejs_eventloop_lag_seconds",
  "nodejs_eventloop_lag_mean_seconds",
  "nodejs_eventloop_lag_stddev_seconds",
  "nodejs_eventloop_lag_p50_seconds",
  "nodejs_eventloop_lag_p90_seconds",
  "nodejs_eventloop_lag_p99_seconds",
  "nodejs_eventloop_lag_max_seconds",
  "process_max_fds",
  "process_open_fds",
  "process_start_time_seconds",
])("of a worker with a huge %s and one without, the maximum is shown", async (name) => {
  const { startWorker, fork } = startPrimary();
  const { metrics } = startWorker();
  const { channel, listen } = fork();
  const report = [{ name, help: "", type: "gauge", aggregator: "sum", values: [{ value: HUGE, labels: {} }] }];
  void new RequestChannel(channel, { "the metrics of one worker": async () => report });
  listen();
  expect(await read(metrics, name)).toEqual({ "": HUGE });
});

test("memory is added up", async () => {
  const { startWorker } = startPrimary();
  const { metrics } = startWorker();
  startWorker();
  // Both are in this process, so its memory counts twice.
  const { "": resident = 0 } = await read(metrics, "process_resident_memory_bytes");
  expect(resident).toBeGreaterThan(1.5 * process.memoryUsage.rss());
});

test("a worker that is still starting gets no request", async () => {
  const { startWorker, fork } = startPrimary();
  const { metrics } = startWorker();
  const { channel, received, listen } = fork();
  expect(await read(metrics, "minutes_graph_upstream_in_flight")).toEqual({ "": 1 });
  expect(received).toEqual([]);
  listen();
  channel.once("message", () => channel.cut());
  await metrics.read();
  expect(received).toHaveLength(1);
});

test.each(GONE)(
  "a worker that has ended, or ends during the request, is left out with its counts (%s)",
  async (event) => {
    const { startWorker, fork } = startPrimary();
    const [stays, ends] = [startWorker(), startWorker()];
    for (const { metrics } of [stays, ends]) metrics.onRequest("/graphql", 200);
    ends.channel.cut(event);
    const { channel, listen } = fork();
    listen();
    channel.once("message", () => channel.cut(event));
    expect(await read(stays.metrics, "minutes_graph_http_requests_total")).toEqual({
      '{route="/graphql",status="200"}': 1,
    });
  },
);

test("a silent worker fails the request in time, because counters must not fall while a worker is busy", async () => {
  jest.useFakeTimers({ doNotFake: ["nextTick", "setImmediate"] });
  const { startWorker, fork } = startPrimary();
  const { metrics } = startWorker();
  const { channel, listen } = fork();
  const requested = once(channel, "message");
  listen();
  const failure = metrics.read().then(() => null, String);
  await requested;
  await jest.advanceTimersByTimeAsync(4000);
  expect(await failure).toContain("another process did not respond within 4000 ms: the metrics of one worker");
});

test("when the primary is gone, /metrics says 500 and the log has the reason", async () => {
  const log: string[] = [];
  const gateway = await startTestGateway({}, { LOG_LEVEL: "error" }, log, new TestChannel());
  const response = await fetch(new URL("/metrics", gateway.url));
  const body: unknown = await response.json();
  await gateway.close();
  expect(response.status).toBe(500);
  expect(body).toHaveProperty("errors.0.extensions.code", "INTERNAL_SERVER_ERROR");
  expect(log.join("\n")).toContain("the primary is gone, and with it the metrics of all workers");
});

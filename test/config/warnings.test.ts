import { expect, test } from "@jest/globals";
import { parseConfig } from "../../src/config/parse-config.js";

const warningsOf = (env: Record<string, string>) => parseConfig(env).warnings;

test.each([
  ["WORKER", "WORKERS"],
  ["UPSTREAM_TIMOUT_MS", "UPSTREAM_TIMEOUT_MS"],
  ["UPSTREAM_TIMEOUT", "UPSTREAM_TIMEOUT_MS"],
  ["SHUTDOWN_TIMEOUT", "SHUTDOWN_TIMEOUT_MS"],
  ["REDIS_TIMEOUT", "REDIS_TIMEOUT_MS"],
  ["METRIC_ENABLED", "METRICS_ENABLED"],
  ["OTEL_SERVICE_NAMES", "OTEL_SERVICE_NAME"],
  ["DINGTALK_BASE_URI", "DINGTALK_BASE_URL"],
  ["OPERATION_MAX_CALLS", "OPERATION_MAX_VALUES"],
])("%s is no variable, and the warning has the most similar name: %s", (misspelt, nearest) => {
  expect(warningsOf({ [misspelt]: "secret" })).toEqual([
    `${misspelt}: nothing reads this variable; the nearest name is ${nearest}`,
  ]);
});

test("variables of other programs are not misspelt", () => {
  const foreign = [
    "PATH",
    "HOME",
    "HOSTNAME",
    "TERM",
    "NODE_OPTIONS",
    "NODE_EXTRA_CA_CERTS",
    "OTEL_EXPORTER_OTLP_TIMEOUT",
    "KUBERNETES_SERVICE_HOST",
    "MINUTES_GRAPH_PORT",
    "UV_THREADPOOL_SIZE",
  ];
  expect(warningsOf(Object.fromEntries(foreign.map((name) => [name, "1"])))).toEqual([]);
  expect(warningsOf({ WORKER: "" })).toEqual([]);
});

test.each(["prod", "Production", "production "])("NODE_ENV=%j is not production, and has a warning", (value) => {
  expect(warningsOf({ NODE_ENV: value })).toEqual([
    "NODE_ENV: only the exact value production counts; the gateway runs as for development",
  ]);
});

test.each(["production", "development", "test"])("NODE_ENV=%s has no warning", (value) => {
  expect(warningsOf({ NODE_ENV: value, DINGTALK_BASE_URL: "https://api.dingtalk.com", ROUTER_SECRET: "s" })).toEqual(
    [],
  );
});

test("production warns about an upstream on another host without TLS, because tokens travel there", () => {
  const inProduction = (url: string) =>
    warningsOf({ NODE_ENV: "production", DINGTALK_BASE_URL: url, ROUTER_SECRET: "s" });
  expect(inProduction("http://api.dingtalk.com")).toEqual([
    "DINGTALK_BASE_URL: http:// to another host sends access tokens that anybody on the way can read; use https://",
  ]);
  for (const url of ["https://api.dingtalk.com", "http://127.0.0.1:4100", "http://localhost", "http://[::1]:1"])
    expect(inProduction(url)).toEqual([]);
  expect(warningsOf({ DINGTALK_BASE_URL: "http://staging.example" })).toEqual([]);
});

test("production warns if there is no router's secret, because anyone can read the schema", () => {
  const production = { NODE_ENV: "production", DINGTALK_BASE_URL: "https://api.dingtalk.com" };
  expect(warningsOf(production)).toEqual([
    "ROUTER_SECRET: without it anyone can read the schema by _service, although it is hidden from clients otherwise",
  ]);
  expect(warningsOf({ ...production, ROUTER_SECRET: "s" })).toEqual([]);
  expect(warningsOf({})).toEqual([]);
});

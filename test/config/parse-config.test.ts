import { expect, test } from "@jest/globals";
import { parseConfig } from "../../src/config/parse-config.js";

/** The faults that `parseConfig` throws, one item for each. */
function faultsOf(env: Record<string, string>): string[] {
  try {
    parseConfig(env);
  } catch (error) {
    return error instanceof Error ? error.message.split("\n").toSorted() : [];
  }
  return [];
}

const REAL = { NODE_ENV: "production", DINGTALK_BASE_URL: "https://api.dingtalk.com" };

test("an empty environment gives the documented defaults", () => {
  expect(parseConfig({ PATH: "/bin", PORT: "" })).toMatchObject({
    deployment: { production: false, upstreamBaseUrl: null, workers: 1 },
    http: { host: "127.0.0.1", port: 4000, requestMaxBytes: 1_048_576 },
    upstream: { timeoutMs: 10_000, concurrency: 64, callsPerSecond: { forAll: 20, share: 20 }, breakerFailures: 0 },
    exploring: { playgroundEnabled: true },
    observability: { logLevel: "info" },
    warnings: [],
  });
});

test("a real upstream has a circuit breaker, and production switches off the help for exploring", () => {
  expect(parseConfig({ DINGTALK_BASE_URL: REAL.DINGTALK_BASE_URL })).toMatchObject({
    upstream: { breakerFailures: 10 },
    exploring: { playgroundEnabled: true },
  });
  expect(parseConfig(REAL)).toMatchObject({ exploring: { playgroundEnabled: false, introspectionEnabled: false } });
  expect(parseConfig({ ...REAL, PLAYGROUND_ENABLED: "true", UPSTREAM_BREAKER_FAILURES: "3" })).toMatchObject({
    upstream: { breakerFailures: 3 },
    exploring: { playgroundEnabled: true, introspectionEnabled: false },
  });
});

test("every fault is listed with its variable, and none repeats a value", () => {
  const env = {
    PORT: "70000",
    UPSTREAM_TIMEOUT_MS: "1.5",
    UPSTREAM_CONCURRENCY: "0",
    LOG_LEVEL: "loud",
    DINGTALK_BASE_URL: "ftp://secret",
  };
  expect(faultsOf(env)).toEqual([
    "DINGTALK_BASE_URL: must be an http or https URL",
    "LOG_LEVEL: must be one of fatal, error, warn, info, debug, trace, silent",
    "PORT: must be from 0 to 65535",
    "UPSTREAM_CONCURRENCY: must be from 1 to 10000",
    "UPSTREAM_TIMEOUT_MS: must be a whole number",
  ]);
});

test.each(["https://api.dingtalk.com", "https://proxy.example/dingtalk/", "http://127.0.0.1:4100"])(
  "DINGTALK_BASE_URL may be %s",
  (url) => {
    expect(parseConfig({ DINGTALK_BASE_URL: url }).deployment.upstreamBaseUrl?.href).toBe(new URL(url).href);
  },
);

test.each([
  "https://user:secret@api.dingtalk.com",
  "https://api.dingtalk.com/?a=b",
  "https://api.dingtalk.com/#a",
  "api.dingtalk.com",
])("DINGTALK_BASE_URL must not be %s", (url) => {
  expect(() => parseConfig({ DINGTALK_BASE_URL: url })).toThrow("DINGTALK_BASE_URL");
});

test.each(["http://name:100%@proxy:3128", "http://name:a/b@proxy:3128", "socks5://proxy:1080", "proxy:3128"])(
  "HTTPS_PROXY must not be %s, and the fault says how to write a password",
  (url) => {
    expect(faultsOf({ HTTPS_PROXY: url })).toEqual([
      "HTTPS_PROXY: must be an http or https URL; in its name and password, write %, /, # and ? as %25, %2F, %23 and %3F",
    ]);
  },
);

test("a proxy's address may have a name and an encoded password", () => {
  const url = "http://name:100%25@proxy:3128";
  expect(parseConfig({ HTTPS_PROXY: url }).outgoing.httpsProxy).toBe(url);
});

test("production without DINGTALK_BASE_URL is refused, together with all other faults", () => {
  expect(faultsOf({ NODE_ENV: "production", PORT: "x" })).toEqual([
    "DINGTALK_BASE_URL: must be set when NODE_ENV is production: the simulator is not for production",
    "PORT: must be a whole number",
  ]);
  expect(parseConfig(REAL).deployment.upstreamBaseUrl).not.toBeNull();
});

test("a faulty variable has one fault, and none for what it then seems to contradict", () => {
  expect(faultsOf({ ...REAL, DINGTALK_BASE_URL: "api.dingtalk.com" })).toEqual([
    "DINGTALK_BASE_URL: must be an http or https URL",
  ]);
  expect(faultsOf({ REDIS_URL: "redis://redis", CACHE_SECRET_FILE: "/dev/null" })).toEqual([
    "CACHE_SECRET_FILE: the file is empty",
  ]);
  expect(faultsOf({ UPSTREAM_TIMEOUT_MS: "2s", OPERATION_TIMEOUT_MS: "5000" })).toEqual([
    "UPSTREAM_TIMEOUT_MS: must be a whole number",
  ]);
});

test("an operation timeout below the call timeout is a contradiction, even if one is a default", () => {
  const fault = "OPERATION_TIMEOUT_MS: must not be below UPSTREAM_TIMEOUT_MS: one call could never use its time";
  expect(faultsOf({ OPERATION_TIMEOUT_MS: "5000" })).toEqual([fault]);
  expect(faultsOf({ OPERATION_TIMEOUT_MS: "5000", UPSTREAM_TIMEOUT_MS: "5001" })).toEqual([fault]);
  expect(faultsOf({ OPERATION_TIMEOUT_MS: "5000", UPSTREAM_TIMEOUT_MS: "5000" })).toEqual([]);
});

test("limits for all workers together are divided among them, and no limit stays no limit", () => {
  const limits = { UPSTREAM_CONCURRENCY: "3", UPSTREAM_CALLS_PER_SECOND: "20", UPSTREAM_TOTAL_CALLS_PER_SECOND: "0" };
  expect(parseConfig({ WORKERS: "4", ...limits })).toMatchObject({
    deployment: { workers: 4 },
    upstream: {
      concurrency: 1,
      callsPerSecond: { forAll: 20, share: 5 },
      totalCallsPerSecond: { forAll: 0, share: 0 },
    },
  });
});

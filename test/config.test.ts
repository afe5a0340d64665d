import { expect, test } from "@jest/globals";
import { parseConfig } from "../src/config.js";

test("an empty environment gives the documented defaults", () => {
  expect(parseConfig({ PATH: "/bin", PORT: "" })).toMatchObject({
    host: "127.0.0.1",
    port: 4000,
    upstreamBaseUrl: null,
    upstreamTimeoutMs: 10_000,
    upstreamConcurrency: 32,
    upstreamCallsPerSecond: 20,
    upstreamMaxResponseBytes: 67_108_864,
    requestMaxBytes: 1_048_576,
    logLevel: "info",
  });
});

test("every fault is listed, by its name, and no value is repeated", () => {
  const env = {
    PORT: "70000",
    UPSTREAM_TIMEOUT_MS: "1.5",
    UPSTREAM_CONCURRENCY: "0",
    LOG_LEVEL: "loud",
    DINGTALK_BASE_URL: "ftp://secret",
  };
  const fault = (() => {
    try {
      return parseConfig(env);
    } catch (error) {
      return error;
    }
  })();
  expect(String(fault).split("\n").toSorted()).toEqual(
    [
      "ConfigError: PORT: must be from 0 to 65535",
      "DINGTALK_BASE_URL: must be an http or https URL",
      "LOG_LEVEL: must be one of fatal, error, warn, info, debug, trace, silent",
      "UPSTREAM_CONCURRENCY: must be from 1 to 10000",
      "UPSTREAM_TIMEOUT_MS: must be a whole number",
    ].toSorted(),
  );
});

test.each(["https://api.dingtalk.com", "https://proxy.example/dingtalk/", "http://127.0.0.1:4100"])(
  "DINGTALK_BASE_URL may be %s",
  (url) => {
    expect(parseConfig({ DINGTALK_BASE_URL: url }).upstreamBaseUrl?.href).toBe(new URL(url).href);
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

test("in production the simulator does not stand in for an upstream that was forgotten, and other faults are told too", () => {
  expect(() => parseConfig({ NODE_ENV: "production", PORT: "x" })).toThrow(/PORT: .*\nDINGTALK_BASE_URL: must be set/);
  expect(
    parseConfig({ NODE_ENV: "production", DINGTALK_BASE_URL: "https://api.dingtalk.com" }).upstreamBaseUrl,
  ).not.toBeNull();
});

test("what all workers together may do is shared out among them, and no limit stays no limit", () => {
  const limits = { UPSTREAM_CONCURRENCY: "3", UPSTREAM_CALLS_PER_SECOND: "20", UPSTREAM_TOTAL_CALLS_PER_SECOND: "0" };
  expect(parseConfig({ WORKERS: "4", ...limits })).toMatchObject({
    workers: 4,
    upstreamConcurrency: 1,
    upstreamCallsPerSecond: 5,
    upstreamTotalCallsPerSecond: 0,
  });
});

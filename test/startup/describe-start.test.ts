import { expect, test } from "@jest/globals";
import { parseConfig } from "../../src/config/parse-config.js";
import { describeStart } from "../../src/startup/describe-start.js";

test("the first line says what runs, with which upstream and which changed settings; secrets are not shown", () => {
  const config = parseConfig({
    NODE_ENV: "production",
    DINGTALK_BASE_URL: "https://api.dingtalk.com/prefix",
    PORT: "4000",
    WORKERS: "2",
    REPLICAS: "3",
    LOG_LEVEL: "debug",
    OTEL_EXPORTER_OTLP_HEADERS: "authorization=secret-key",
  });
  expect(describeStart(config)).toEqual({
    version: expect.stringMatching(/^\d+\.\d+\.\d+/),
    node: process.versions.node,
    mode: "production",
    upstream: "api.dingtalk.com",
    workers: 2,
    settings: {
      NODE_ENV: "production",
      DINGTALK_BASE_URL: "https://api.dingtalk.com/prefix",
      WORKERS: "2",
      REPLICAS: "3",
      LOG_LEVEL: "debug",
      OTEL_EXPORTER_OTLP_HEADERS: "(secret)",
    },
  });
  expect(describeStart(parseConfig({}))).toMatchObject({ mode: "development", upstream: "simulator", settings: {} });
});

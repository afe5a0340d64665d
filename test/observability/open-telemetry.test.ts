import { hasSubscribers } from "node:diagnostics_channel";
import { createServer, type Server } from "node:http";
import { json } from "node:stream/consumers";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { SpanStatusCode } from "@opentelemetry/api";
import { z } from "zod";
import { GatewayError } from "../../src/errors.js";
import { OpenTelemetry } from "../../src/observability/open-telemetry.js";
import { OperationActivity } from "../../src/observability/operation-activity.js";
import { listen } from "../support/listen.js";

const Spans = z.array(z.object({ status: z.unknown() }));
const Export = z.object({
  resourceSpans: z.array(z.object({ scopeSpans: z.array(z.object({ spans: Spans })) })),
});

let collector: Server;
let endpoint: URL;
/** What the collector has received. */
let paths: (string | undefined)[];
let statuses: unknown[];

beforeEach(async () => {
  [paths, statuses] = [[], []];
  const keep = (body: unknown) => {
    const { resourceSpans } = Export.parse(body);
    const spans = resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans));
    return statuses.push(...spans.map(({ status }) => status));
  };
  collector = createServer((request, response) => {
    paths.push(request.url);
    void json(request)
      .then(keep)
      .finally(() => response.end("{}"));
  });
  endpoint = new URL("/otel/", await listen(collector));
});
afterEach(() => {
  collector.closeAllConnections();
  collector.close();
});

/** Runs work in an operation each, and returns when the collector has its spans. */
async function trace(
  works: readonly ((tracing: OpenTelemetry) => Promise<unknown>)[],
  samplePercent = 100,
): Promise<void> {
  const tracing = new OpenTelemetry({
    endpoint,
    headers: {},
    serviceName: "minutes-graph",
    serviceVersion: "1.2.3",
    resourceAttributes: {},
    proxyEnv: { HTTP_PROXY: "", HTTPS_PROXY: "", NO_PROXY: "" },
    samplePercent,
    onLoss: (reason) => {
      throw new Error(reason);
    },
  });
  await Promise.allSettled(works.map((work) => tracing.operation({}, () => work(tracing))));
  await tracing.close();
}

test.each([
  ["FORBIDDEN", new GatewayError("FORBIDDEN", "a name")],
  ["INTERNAL_SERVER_ERROR", new TypeError("a name")],
])("the span of an operation that failed with %s has this code, and not the error's message", async (code, error) => {
  await trace([
    async () => {
      throw error;
    },
  ]);
  expect(statuses).toEqual([{ code: SpanStatusCode.ERROR, message: code }]);
});

test.each([
  ["errors", ["FORBIDDEN", "BAD_USER_INPUT"], { code: SpanStatusCode.ERROR, message: "FORBIDDEN" }],
  ["no errors", [], { code: SpanStatusCode.UNSET }],
])("the span of an operation with %s has this status", async (_what, codes, status) => {
  const activity = new OperationActivity("request");
  const report = { name: null, queryHash: null, durationMs: 1, codes, activity, credentials: null };
  await trace([async (tracing) => tracing.describe(report)]);
  expect(statuses).toEqual([status]);
});

test("the collector's address may have a path that ends with a slash", async () => {
  await trace([async () => 1]);
  expect(paths).toEqual(["/otel/v1/traces"]);
});

// By chance, all 40 operations would be recorded once in 10^80 runs.
test("only the share of operations that was asked for is recorded", async () => {
  await trace(
    Array.from({ length: 40 }, () => async () => 1),
    1,
  );
  expect(statuses.length).toBeLessThan(40);
});

test("once it is closed, it no longer hears of requests", async () => {
  const before = hasSubscribers("undici:request:create");
  await trace([]);
  expect([before, hasSubscribers("undici:request:create")]).toEqual([false, false]);
});

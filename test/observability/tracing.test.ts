import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from "node:http";
import { json } from "node:stream/consumers";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { z } from "zod";
import { parseConfig } from "../../src/config/parse-config.js";
import { createGateway, type Gateway } from "../../src/gateway.js";

const PAGE = JSON.stringify({ hasMore: false, paragraphList: [] });
const TRACE = "0af7651916cd43dd8448eb211c80319c";
const QUERY = `query Both { a: conference(conferenceId: "secret-a") { paragraphs { nodes { text } } }
  b: conference(conferenceId: "secret-b") { paragraphs { nodes { text } } } }`;

const Attributes = z
  .array(z.object({ key: z.string(), value: z.looseObject({}) }))
  .transform((list) => Object.fromEntries(list.map(({ key, value }) => [key, Object.values(value)[0]])));

const Spans = z.object({
  resourceSpans: z.array(
    z.object({
      resource: z.object({ attributes: Attributes }),
      scopeSpans: z.array(
        z.object({
          spans: z.array(
            z.object({
              name: z.string(),
              traceId: z.string(),
              spanId: z.string(),
              parentSpanId: z.string().optional(),
              status: z.object({ message: z.string().optional() }),
              events: z.array(z.object({ name: z.string(), attributes: Attributes })).default([]),
            }),
          ),
        }),
      ),
    }),
  ),
});

let upstream: Server;
let collector: Server;
let gateway: Gateway;
/** The number of calls that still fail before the upstream sends pages. */
let failuresLeft: number;
let received: IncomingHttpHeaders[];
let collected: unknown[];
let collectorHeaders: IncomingHttpHeaders | undefined;
let collectorStatus: number;

const addressOf = (server: Server) => {
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
};

beforeEach(async () => {
  received = [];
  collected = [];
  failuresLeft = 0;
  collectorStatus = 200;
  upstream = createServer((request, response) => {
    received.push(request.headers);
    failuresLeft -= 1;
    if (failuresLeft >= 0) response.writeHead(503, { "x-acs-request-id": "R-1" }).end('{"code":"serviceBusy"}');
    else response.end(PAGE);
  }).listen(0, "127.0.0.1");
  collector = createServer((request, response) => {
    collectorHeaders = request.headers;
    const keep = (body: unknown) => {
      collected.push(body);
      // The gateway does not wait so long, and gives up.
      response.writeHead(collectorStatus, { "retry-after": "3600" }).end("{}");
    };
    json(request).then(keep, keep);
  }).listen(0, "127.0.0.1");
  await Promise.all([once(upstream, "listening"), once(collector, "listening")]);
});
afterEach(() => {
  upstream.close();
  collector.close();
});

async function run(env: Record<string, string>, headers: Record<string, string>, log: string[] = []) {
  const config = parseConfig({ PORT: "0", UPSTREAM_CALLS_PER_SECOND: "1000", CACHE: "none", ...env });
  const logStream = { write: (line: string) => log.push(line) };
  gateway = await createGateway(config, new URL(addressOf(upstream)), { logStream, primary: null });
  const response = await fetch(new URL("/graphql", await gateway.listen()), {
    method: "POST",
    headers: { "content-type": "application/json", "x-acs-dingtalk-access-token": "secret-token", ...headers },
    body: JSON.stringify({ query: QUERY }),
  });
  await response.text();
  await gateway.close();
  return collectedSpans();
}

const collectedSpans = () =>
  collected.flatMap((body) =>
    Spans.parse(body).resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans)),
  );

test("an operation is on its caller's trace, each page is a child span, and each call carries its page's span", async () => {
  const caller = { traceparent: `00-${TRACE}-b7ad6b7169203331-01` };
  const spans = await run({ OTEL_EXPORTER_OTLP_ENDPOINT: addressOf(collector) }, caller);
  const operation = spans.find(({ name }) => name === "graphql Both");
  const pages = spans.filter(({ name }) => name === "getTexts");
  expect(operation).toMatchObject({ traceId: TRACE, parentSpanId: "b7ad6b7169203331" });
  expect(pages).toMatchObject([1, 2].map(() => ({ traceId: TRACE, parentSpanId: operation?.spanId })));
  expect(new Set(received.map(({ traceparent }) => traceparent))).toEqual(
    new Set(pages.map(({ spanId }) => `00-${TRACE}-${spanId}-01`)),
  );
});

test("no span contains anything of a caller or an argument", async () => {
  await run({ OTEL_EXPORTER_OTLP_ENDPOINT: addressOf(collector) }, {});
  expect(collected).not.toEqual([]);
  expect(JSON.stringify(collected)).not.toContain("secret");
});

test("a trace that its caller does not record is passed on but not recorded here", async () => {
  const caller = { traceparent: `00-${TRACE}-b7ad6b7169203331-00` };
  expect(await run({ OTEL_EXPORTER_OTLP_ENDPOINT: addressOf(collector) }, caller)).toEqual([]);
  expect(received.map(({ traceparent }) => traceparent?.slice(0, 36))).toEqual([1, 2].map(() => `00-${TRACE}-`));
});

test("without a collector no call has a trace header", async () => {
  expect(await run({}, { traceparent: `00-${TRACE}-b7ad6b7169203331-01` })).toEqual([]);
  expect(received.map(({ traceparent }) => traceparent)).toEqual([undefined, undefined]);
});

test("a failed attempt and its retry are events of their page's span, with the reason", async () => {
  failuresLeft = 1;
  const spans = await run({ OTEL_EXPORTER_OTLP_ENDPOINT: addressOf(collector) }, {});
  const [repeated] = spans.filter(({ name, events }) => name === "getTexts" && events.length > 0);
  expect(spans.filter(({ events }) => events.length > 0)).toHaveLength(1);
  expect(repeated?.events).toMatchObject([
    {
      name: "attempt",
      attributes: {
        "minutes_graph.outcome": "UPSTREAM_UNAVAILABLE",
        "minutes_graph.reason": "response",
        "http.response.status_code": 503,
        "minutes_graph.upstream_code": "serviceBusy",
        "minutes_graph.upstream_request_id": "R-1",
      },
    },
    { name: "retry", attributes: { "minutes_graph.attempt": 2, "minutes_graph.outcome": "OK" } },
  ]);
});

test.each(["none", "memory"])("the spans of a caller that hangs up say CANCELLED, with CACHE=%s", async (CACHE) => {
  upstream.removeAllListeners("request");
  const env = { PORT: "0", LOG_LEVEL: "silent", OTEL_EXPORTER_OTLP_ENDPOINT: addressOf(collector), CACHE };
  gateway = await createGateway(parseConfig(env), new URL(addressOf(upstream)));
  const url = new URL("/graphql", await gateway.listen());
  const caller = new AbortController();
  const headers = { "content-type": "application/json", "x-acs-dingtalk-access-token": "secret-token" };
  const body = JSON.stringify({ query: QUERY });
  const sent = fetch(url, { method: "POST", headers, body, signal: caller.signal }).catch(() => null);
  const [, response]: ServerResponse[] = await once(upstream, "request");
  const closed = response === undefined ? null : once(response, "close");
  caller.abort();
  await Promise.all([sent, closed]);
  await gateway.close();
  const statuses = collectedSpans().map(({ status }) => status.message);
  expect(new Set(statuses)).toEqual(new Set(["CANCELLED"]));
});

test("spans have the service's name and version, and OTEL_RESOURCE_ATTRIBUTES", async () => {
  await run(
    {
      OTEL_EXPORTER_OTLP_ENDPOINT: addressOf(collector),
      OTEL_SERVICE_NAME: "minutes",
      OTEL_RESOURCE_ATTRIBUTES: "deployment.environment.name=staging, host.name=a%2Cb,service.name=other",
      OTEL_EXPORTER_OTLP_HEADERS: "authorization=Basic%20abc",
    },
    {},
  );
  const { version }: { version: string } = JSON.parse(
    readFileSync(new URL("../../package.json", import.meta.url), "utf8"),
  );
  expect(Spans.parse(collected[0]).resourceSpans[0]?.resource.attributes).toEqual({
    "service.name": "minutes",
    "service.version": version,
    "deployment.environment.name": "staging",
    "host.name": "a,b",
  });
  expect(collectorHeaders?.authorization).toBe("Basic abc");
});

test("the line of an operation has the ids of its trace", async () => {
  const log: string[] = [];
  const caller = { traceparent: `00-${TRACE}-b7ad6b7169203331-01` };
  const spans = await run({ OTEL_EXPORTER_OTLP_ENDPOINT: addressOf(collector) }, caller, log);
  const lines: { msg: string; traceId?: string; spanId?: string }[] = log.map((line) => JSON.parse(line));
  const operation = spans.find(({ name }) => name === "graphql Both");
  expect(lines.filter(({ msg }) => msg === "operation")).toMatchObject([{ traceId: TRACE, spanId: operation?.spanId }]);
});

test.each([
  [401, "status 401"],
  [429, "Export failed with retryable status"],
])(
  "a collector that replies %d gets one warning in the log, and the gateway stops without an error",
  async (status, reason) => {
    collectorStatus = status;
    const log: string[] = [];
    await run({ OTEL_EXPORTER_OTLP_ENDPOINT: addressOf(collector) }, {}, log);
    const message = "traces are lost: the collector does not accept them";
    const lines = log.map((line): unknown => JSON.parse(line));
    expect(lines.filter((line) => z.object({ msg: z.literal(message) }).safeParse(line).success)).toMatchObject([
      { level: 40, reason },
    ]);
  },
);

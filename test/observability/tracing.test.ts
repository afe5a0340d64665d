import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import { json } from "node:stream/consumers";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { z } from "zod";
import { parseConfig } from "../../src/config/parse-config.js";
import { createGateway, type Gateway } from "../../src/gateway.js";

const PAGE = JSON.stringify({ hasMore: false, paragraphList: [] });
const TRACE = "0af7651916cd43dd8448eb211c80319c";
const QUERY = `query Both { a: conference(conferenceId: "secret-a") { paragraphs { nodes { text } } }
  b: conference(conferenceId: "secret-b") { paragraphs { nodes { text } } } }`;

const Spans = z.object({
  resourceSpans: z.array(
    z.object({
      scopeSpans: z.array(
        z.object({
          spans: z.array(
            z.object({
              name: z.string(),
              traceId: z.string(),
              spanId: z.string(),
              parentSpanId: z.string().optional(),
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
let asked: IncomingHttpHeaders[];
let collected: unknown[];

const addressOf = (server: Server) => {
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
};

beforeEach(async () => {
  asked = [];
  collected = [];
  upstream = createServer((request, response) => {
    asked.push(request.headers);
    response.end(PAGE);
  }).listen(0, "127.0.0.1");
  collector = createServer((request, response) => {
    const keep = (body: unknown) => {
      collected.push(body);
      response.end("{}");
    };
    json(request).then(keep, keep);
  }).listen(0, "127.0.0.1");
  await Promise.all([once(upstream, "listening"), once(collector, "listening")]);
});
afterEach(() => {
  upstream.close();
  collector.close();
});

async function run(env: Record<string, string>, headers: Record<string, string>) {
  const config = parseConfig({ PORT: "0", LOG_LEVEL: "silent", UPSTREAM_CALLS_PER_SECOND: "1000", ...env });
  gateway = await createGateway(config, new URL(addressOf(upstream)));
  const response = await fetch(new URL("/graphql", await gateway.listen()), {
    method: "POST",
    headers: { "content-type": "application/json", "x-acs-dingtalk-access-token": "secret-token", ...headers },
    body: JSON.stringify({ query: QUERY }),
  });
  await response.text();
  await gateway.close();
  return collected.flatMap((body) =>
    Spans.parse(body).resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans)),
  );
}

test("an operation goes on its caller's trace, each page is a child of it, and each call carries its page's span on", async () => {
  const caller = { traceparent: `00-${TRACE}-b7ad6b7169203331-01` };
  const spans = await run({ OTEL_EXPORTER_OTLP_ENDPOINT: addressOf(collector) }, caller);
  const operation = spans.find(({ name }) => name === "graphql Both");
  const pages = spans.filter(({ name }) => name === "getTexts");
  expect(operation).toMatchObject({ traceId: TRACE, parentSpanId: "b7ad6b7169203331" });
  expect(pages).toMatchObject([1, 2].map(() => ({ traceId: TRACE, parentSpanId: operation?.spanId })));
  expect(new Set(asked.map(({ traceparent }) => traceparent))).toEqual(
    new Set(pages.map(({ spanId }) => `00-${TRACE}-${spanId}-01`)),
  );
});

test("nothing of a caller or an argument is in a span", async () => {
  await run({ OTEL_EXPORTER_OTLP_ENDPOINT: addressOf(collector) }, {});
  expect(collected).not.toEqual([]);
  expect(JSON.stringify(collected)).not.toContain("secret");
});

test("a trace that its caller does not record is passed on, and not recorded here", async () => {
  const caller = { traceparent: `00-${TRACE}-b7ad6b7169203331-00` };
  expect(await run({ OTEL_EXPORTER_OTLP_ENDPOINT: addressOf(collector) }, caller)).toEqual([]);
  expect(asked.map(({ traceparent }) => traceparent?.slice(0, 36))).toEqual([1, 2].map(() => `00-${TRACE}-`));
});

test("without a collector no call has a trace's header", async () => {
  expect(await run({}, { traceparent: `00-${TRACE}-b7ad6b7169203331-01` })).toEqual([]);
  expect(asked.map(({ traceparent }) => traceparent)).toEqual([undefined, undefined]);
});

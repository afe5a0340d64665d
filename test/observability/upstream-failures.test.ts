import { createServer, type Server } from "node:http";
import { createServer as createTcpServer } from "node:net";
import { afterEach, expect, test } from "@jest/globals";
import { parseConfig } from "../../src/config/parse-config.js";
import { createGateway, type Gateway } from "../../src/gateway.js";
import { FailureLog } from "../../src/observability/failure-log.js";
import type { CallEvent } from "../../src/transcript/upstream-observer.js";
import { listen } from "../support/listen.js";

const QUERY = '{ conference(conferenceId: "m") { paragraphs { nodes { text } } } }';
const HEADERS = { "content-type": "application/json", "x-acs-dingtalk-access-token": "secret-token" };

let gateway: Gateway | undefined;
let server: Server | undefined;
afterEach(async () => {
  await gateway?.close();
  server?.closeAllConnections();
  server?.close();
  [gateway, server] = [undefined, undefined];
});

type Line = Record<string, unknown>;

/**
 * Runs one operation against this upstream. Returns its line of the log, the line about the failed call, and the
 * metrics.
 */
async function meet(upstream: URL, env: Record<string, string> = {}) {
  const log: string[] = [];
  const config = parseConfig({ PORT: "0", UPSTREAM_MAX_ATTEMPTS: "1", ...env });
  gateway = await createGateway(config, upstream, { logStream: { write: (line) => log.push(line) }, primary: null });
  const url = await gateway.listen();
  await fetch(new URL("/graphql", url), { method: "POST", headers: HEADERS, body: JSON.stringify({ query: QUERY }) });
  const metrics = await (await fetch(new URL("/metrics", url))).text();
  const lines: Line[] = log.map((line) => JSON.parse(line));
  const find = (msg: string) => lines.find((line) => line["msg"] === msg);
  return { operation: find("operation"), failure: find("a call to the upstream failed"), metrics, text: log.join("") };
}

async function unusedPort(): Promise<number> {
  const taken = createTcpServer();
  const { port } = await new Promise<{ port: number }>((resolve) => {
    taken.listen(0, "127.0.0.1", () => {
      const address = taken.address();
      resolve({ port: typeof address === "object" && address !== null ? address.port : 0 });
    });
  });
  await new Promise((resolve) => taken.close(resolve));
  return port;
}

test("an upstream that refuses connections shows in the operation's line, in the call's line and in the metric", async () => {
  const { operation, failure, metrics } = await meet(new URL(`http://127.0.0.1:${await unusedPort()}`));
  const told = { reason: "refused", cause: "ECONNREFUSED", upstreamStatus: null };
  expect(operation).toMatchObject({ outcome: "UPSTREAM_UNAVAILABLE", upstreamFailures: [{ ...told, attempts: 1 }] });
  expect(failure).toMatchObject({ level: 40, outcome: "UPSTREAM_UNAVAILABLE", ...told, attempt: 1, calls: 1 });
  expect(metrics).toContain('minutes_graph_upstream_failures_total{reason="refused"} 1');
});

test("a host without an address is a DNS failure", async () => {
  const { operation } = await meet(new URL("http://nowhere.invalid"));
  expect(operation).toMatchObject({ upstreamFailures: [{ reason: "dns", cause: expect.stringMatching(/^E/) }] });
});

test("a server that does not speak TLS is a TLS failure", async () => {
  server = createServer();
  const { port } = await listen(server);
  const { operation } = await meet(new URL(`https://127.0.0.1:${port}`));
  expect(operation).toMatchObject({ upstreamFailures: [{ reason: "tls" }] });
});

test("no response in time is a timeout", async () => {
  server = createServer(() => undefined);
  const { operation } = await meet(await listen(server), { UPSTREAM_TIMEOUT_MS: "50" });
  expect(operation).toMatchObject({ outcome: "UPSTREAM_TIMEOUT", upstreamFailures: [{ reason: "timeout" }] });
});

test("a failure in the upstream's response shows with its status, its code and its request id, and nothing else", async () => {
  server = createServer((_request, response) => {
    response.writeHead(403, { "x-acs-request-id": "R-2" });
    response.end('{"code":"Forbidden.AccessDenied.QpsLimitForAppkeyAndApi","message":"secret-message"}');
  });
  const { operation, failure, text } = await meet(await listen(server));
  const told = {
    reason: "response",
    cause: null,
    upstreamStatus: 403,
    upstreamCode: "Forbidden.AccessDenied.QpsLimitForAppkeyAndApi",
    upstreamRequestId: "R-2",
  };
  expect(operation).toMatchObject({ outcome: "RATE_LIMITED", upstreamFailures: [told] });
  expect(failure).toMatchObject(told);
  expect(text).not.toContain("secret");
});

test("the upstream's response to one request is in its operation's line, and is no warning", async () => {
  server = createServer((_request, response) => response.writeHead(400).end('{"code":"cloudRecordNotFound"}'));
  const { operation, failure } = await meet(await listen(server));
  expect(operation).toMatchObject({ upstreamFailures: [{ upstreamStatus: 400, upstreamCode: "cloudRecordNotFound" }] });
  expect(failure).toBeUndefined();
});

test("failures of one kind are one line in ten seconds, with their number", () => {
  const lines: Line[] = [];
  let nowMs = 0;
  const failures = new FailureLog({ warn: (fields) => lines.push({ ...fields }) }, () => nowMs);
  const fail = (reason: "refused" | "dns", outcome: CallEvent["outcome"] = "UPSTREAM_UNAVAILABLE") =>
    failures.onCall({
      outcome,
      failure: { reason, cause: null, upstream: null },
      attempt: 1,
      sent: true,
      counted: true,
      waitedMs: 0,
      durationMs: 1,
    });
  for (nowMs = 0; nowMs < 9000; nowMs += 1000) fail("refused");
  fail("dns");
  fail("refused", "CANCELLED");
  expect(lines).toMatchObject([
    { reason: "refused", calls: 1 },
    { reason: "dns", calls: 1 },
  ]);
  nowMs = 10_000;
  fail("refused");
  expect(lines.slice(2)).toMatchObject([{ reason: "refused", calls: 9 }]);
});

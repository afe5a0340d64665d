import { afterEach, expect, test } from "@jest/globals";
import type { SimulatorOptions } from "../../src/simulator/simulator.js";
import { startTestGateway, type TestGateway } from "../support/gateway.js";
import { numberedTranscript } from "../support/transcripts.js";

/** The part of a connection that these tests read. */
interface Read {
  readonly conference: {
    readonly paragraphs: { readonly nodes: readonly { readonly id: string; readonly text: string }[] };
  };
}

const PARAGRAPHS = "paragraphs(last: 50) { nodes { id text } }";
const query = (id: string, field = PARAGRAPHS) => `{ conference(conferenceId: "${id}") { ${field} } }`;

let gateway: TestGateway;
afterEach(() => gateway.close());

async function start(env: Record<string, string> = {}, options: SimulatorOptions = {}): Promise<void> {
  gateway = await startTestGateway(options, { CACHE: "memory", UPSTREAM_COST_IN_RESPONSE: "true", ...env });
}

/** The cost in a response. */
const costOf = (text: string): unknown => JSON.parse(text).extensions?.upstream;

test("by default transcripts are cached: a second operation makes no call, and its response says so", async () => {
  await start();
  const first = await gateway.query<Read>(query("demo"));
  const second = await gateway.query<Read>(query("demo"));
  expect(second.data).toEqual(first.data);
  expect(gateway.simulator.calls).toHaveLength(1);
  expect([costOf(first.text), costOf(second.text)]).toEqual([
    { calls: 1, saved: 0, callsThisMonth: 1 },
    { calls: 0, saved: 1, callsThisMonth: 1 },
  ]);
});

test("a page that times out is requested again at half the size, without a retry at full size", async () => {
  const faults: ("stalled" | null)[] = ["stalled"];
  await start({ UPSTREAM_TIMEOUT_MS: "300", UPSTREAM_MAX_ATTEMPTS: "3" }, { faultFor: () => faults.shift() ?? null });
  expect((await gateway.query(query("demo"))).errors).toEqual([]);
  expect(gateway.simulator.calls.map(({ maxResults }) => maxResults)).toEqual(["2000", "1000"]);
});

test("the last page, then 100 nodes, then everything cost 1 call", async () => {
  await start();
  await gateway.query<Read>(query("demo"));
  const { data } = await gateway.query<Read>(query("demo", "paragraphs(first: 100) { nodes { id text } }"));
  const ids = data?.conference.paragraphs.nodes.map(({ id }) => id) ?? [];
  const found = await gateway.query<{ nodes: readonly { readonly id: string }[] }>(
    "query Find($ids: [ID!]!) { nodes(ids: $ids) { id } }",
    { variables: { ids } },
  );
  expect(found.data?.nodes.map(({ id }) => id)).toEqual(ids);
  const all = await gateway.query<Read>(query("demo", "paragraphs(first: 2000) { nodes { id text } }"));
  expect(all.data?.conference.paragraphs.nodes).toHaveLength(419);
  expect(gateway.simulator.calls).toHaveLength(1);
});

test("50 meetings in one operation cost 50 calls and cause no error in the default configuration", async () => {
  const ids = Array.from({ length: 50 }, (_, index) => `meeting-${index}`);
  const transcripts = new Map(ids.map((id) => [id, numberedTranscript(419)]));
  await start({ UPSTREAM_CALLS_PER_SECOND: "", UPSTREAM_TOTAL_CALLS_PER_SECOND: "" }, { transcripts });
  const { errors, data } = await gateway.query<{ conferences: readonly object[] }>(
    `query Many($ids: [ID!]!) { conferences(conferenceIds: $ids) { paragraphs(first: 2) { nodes { text } } } }`,
    { variables: { ids } },
  );
  expect(errors).toEqual([]);
  expect(data?.conferences).toHaveLength(50);
  expect(gateway.simulator.calls).toHaveLength(50);
});

test("50 requests of one caller at the same moment cost 1 call", async () => {
  await start();
  const responses = await Promise.all(
    Array.from({ length: 50 }, (_, index) =>
      gateway.query<Read>(
        query("demo", `paragraphs(${index % 2 ? "first" : "last"}: ${index + 1}) { nodes { id text } }`),
      ),
    ),
  );
  expect(responses.map(({ data }) => data?.conference.paragraphs.nodes.length)).toEqual(
    responses.map((_, index) => index + 1),
  );
  expect(gateway.simulator.calls).toHaveLength(1);
});

test("another token cannot read a cached transcript", async () => {
  await start();
  await gateway.query(query("demo"));
  await gateway.query(query("demo"), { token: "demo-other-token" });
  const refused = await gateway.query(query("demo"), { token: "stolen" });
  expect(refused.errors[0]?.extensions?.["code"]).toBe("UNAUTHENTICATED");
  expect(gateway.simulator.calls.map(({ accessToken }) => accessToken)).toEqual([
    "demo-token",
    "demo-other-token",
    "stolen",
  ]);
});

test("Cache-Control: no-cache calls the upstream again, and every response forbids storing it", async () => {
  await start();
  await gateway.query(query("demo"));
  await gateway.query(query("demo"), { headers: { "cache-control": "no-cache" } });
  expect(gateway.simulator.calls).toHaveLength(2);
  const response = await fetch(gateway.url, {
    method: "POST",
    headers: { "content-type": "application/json", "x-acs-dingtalk-access-token": "demo-token" },
    body: JSON.stringify({ query: query("demo") }),
  });
  expect(response.headers.get("cache-control")).toBe("private, no-store");
  await response.text();
});

test("CACHE=none reads page by page, and its responses name no saved calls", async () => {
  await start({ CACHE: "none" });
  const window = query("demo", "paragraphs(first: 50) { nodes { text } }");
  await gateway.query(window);
  const { text } = await gateway.query(window);
  expect(gateway.simulator.calls).toHaveLength(2);
  expect(costOf(text)).toEqual({ calls: 1, saved: 0, callsThisMonth: 2 });
});

test("UPSTREAM_COST_IN_RESPONSE=false keeps the cost out of responses", async () => {
  await start({ UPSTREAM_COST_IN_RESPONSE: "false" });
  const { text } = await gateway.query(query("demo"));
  expect(JSON.parse(text)).not.toHaveProperty("extensions");
});

test("metrics and log count reads, saved calls, transcripts and bytes, without names or ids", async () => {
  const log: string[] = [];
  gateway = await startTestGateway({}, { CACHE: "memory", LOG_LEVEL: "info" }, log);
  await gateway.query(query("demo"));
  await gateway.query(query("demo"));
  const metrics = await (await fetch(new URL("/metrics", gateway.url))).text();
  expect(metrics).toContain('minutes_graph_cache_reads_total{outcome="miss"} 1');
  expect(metrics).toContain('minutes_graph_cache_reads_total{outcome="hit"} 1');
  expect(metrics).toContain("minutes_graph_upstream_calls_saved_total 1");
  expect(metrics).toContain("minutes_graph_cache_transcripts 1");
  expect(Number(/minutes_graph_cache_bytes (?<bytes>\d+)/.exec(metrics)?.groups?.["bytes"])).toBeGreaterThan(400_000);
  const lines = log.filter((line) => line.includes('"operation"')).map((line): unknown => JSON.parse(line).savedCalls);
  expect(lines).toEqual([0, 1]);
  expect(log.join("")).not.toContain("demo-token");
});

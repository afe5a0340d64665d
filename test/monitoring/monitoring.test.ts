import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { parse } from "yaml";
import { z } from "zod";
import type { ErrorCode } from "../../src/errors.js";
import { Metrics } from "../../src/observability/metrics.js";
import { OperationActivity } from "../../src/observability/operation-activity.js";
import { type LabelMatcher, parseQuery } from "../support/promql.js";

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
const operations = read("docs/operations.md");
const errorCodes = z
  .array(z.custom<ErrorCode>((code) => typeof code === "string"))
  .min(1)
  .parse(Array.from(read("src/errors.ts").matchAll(/^ {2}\| "([A-Z_]+)"/gm), ([, code]) => code));

const DataSource = z.object({ type: z.literal("prometheus"), uid: z.literal("${datasource}") });
const Panel = z.object({
  id: z.number(),
  type: z.enum(["timeseries", "state-timeline"]),
  title: z.string().min(1),
  description: z.string().min(40),
  datasource: DataSource,
  gridPos: z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() }),
  fieldConfig: z.object({ defaults: z.object({ unit: z.string().min(1) }) }),
  targets: z.array(z.object({ datasource: DataSource, expr: z.string(), legendFormat: z.string().min(1) })).min(1),
});
const Row = z.object({ id: z.number(), type: z.literal("row"), title: z.string(), panels: z.array(z.never()) });
const Dashboard = z.object({
  uid: z.literal("minutes-graph"),
  schemaVersion: z.number(),
  templating: z.object({
    list: z.tuple([
      z.object({ name: z.literal("datasource"), type: z.literal("datasource"), query: z.literal("prometheus") }),
      z.object({ name: z.literal("job"), datasource: DataSource, query: z.object({ query: z.string() }) }),
      z.object({ name: z.literal("instance"), datasource: DataSource, query: z.object({ query: z.string() }) }),
    ]),
  }),
  panels: z
    .array(z.discriminatedUnion("type", [Row, Panel]))
    .refine((panels) => new Set(panels.map(({ id }) => id)).size === panels.length, "two panels share an id"),
});
const Rule = z.strictObject({
  alert: z.string(),
  expr: z.string(),
  for: z.string().regex(/^\d+m$/),
  labels: z.strictObject({ severity: z.enum(["critical", "warning"]) }),
  annotations: z.strictObject({ summary: z.string().min(1), runbook_url: z.string() }),
});
const Rules = z.strictObject({
  groups: z.tuple([z.strictObject({ name: z.literal("minutes-graph"), rules: z.array(Rule) })]),
});
const RuleTests = z.object({
  tests: z.array(
    z.object({
      alert_rule_test: z.array(z.object({ alertname: z.string(), exp_alerts: z.array(z.unknown()).default([]) })),
    }),
  ),
});

const dashboard = Dashboard.parse(JSON.parse(read("deploy/grafana/minutes-graph.json")));
const panels = dashboard.panels.filter((panel) => panel.type !== "row");
const yaml = (path: string): unknown => parse(read(path), { strict: true, uniqueKeys: true });
const [{ rules }] = Rules.parse(yaml("deploy/prometheus/alerts.yaml")).groups;

/** The values of each label of each metric, as Prometheus has them once it has read the gateway. */
type Exposed = ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<string>>>;

const REASONS = ["response", "refused", "dns", "tls", "unreachable", "timeout", "reset", "malformed", "other"] as const;
const ADDED_BY_SCRAPING = ["job", "instance"].map((label) => ({ label, value: "any" }));

/** The gateway's metrics after every event that they can count. */
async function expose(): Promise<Exposed> {
  const gateway = {
    breaker: "closed",
    waiting: 0,
    inFlight: 0,
    queues: 0,
    callersWithOpenCircuit: 0,
    callsThisMonth: 0,
    callsPerMonth: 0,
    countingSince: 0,
    memoryHeldBytes: 0,
    cache: null,
    storeIsUnavailable: false,
  } as const;
  const metrics = new Metrics(() => gateway, "0.1.0");
  for (const outcome of ["OK", ...errorCodes] as const) {
    const codes = outcome === "OK" ? [] : [outcome];
    const activity = new OperationActivity("");
    metrics.onOperation({ name: null, queryHash: null, durationMs: 1, codes, credentials: null, activity });
    for (const sent of [true, false])
      metrics.onCall({ outcome, sent, counted: sent, attempt: 1, waitedMs: 0, durationMs: 0, failure: null });
  }
  for (const reason of REASONS) {
    const failure = { reason, cause: null, upstream: null };
    metrics.onCall({ outcome: "OK", sent: true, counted: true, attempt: 1, waitedMs: 0, durationMs: 0, failure });
  }
  for (const reason of ["expired", "no-keys"] as const) metrics.onRefusal(reason);
  for (const error of [null, new Error("unreachable")]) metrics.onKeyFetch(error);
  for (const outcome of ["ok", "unchanged", "failed"]) metrics.onTokenFetch(outcome);
  for (const outcome of ["hit", "joined", "replica", "miss", "stale", "paged"] as const)
    metrics.onCacheRead({ outcome, ageMs: 0 });
  for (const failure of [null, "unavailable", "timeout", "lost", "refused"]) metrics.onStoreCommand(failure, 1);
  metrics.onStoreOutage();
  for (const outcome of ["used", "lost", "alone"] as const) metrics.onStart(outcome, 1);
  metrics.onSharedLookup("hit");
  metrics.onSharedWrite("stored");
  metrics.onBrokenValue("seal");
  metrics.onBreaker("open");
  for (const route of ["/graphql", "/health/ready", "/metrics"])
    for (const status of [200, 503]) metrics.onRequest(route, status);
  const exposed = toExposed((await metrics.read()).text);
  // Prometheus's own metrics about each target.
  return new Map([...exposed, ["up", new Map(ADDED_BY_SCRAPING.map(({ label, value }) => [label, new Set([value])]))]]);
}

function toExposed(text: string): Exposed {
  const exposed = new Map<string, Map<string, Set<string>>>();
  for (const line of text.split("\n").filter((each) => each !== "" && !each.startsWith("#"))) {
    const [series] = parseQuery(line.slice(0, line.lastIndexOf(" "))).selectors;
    const labels = exposed.get(series?.metric ?? "") ?? new Map<string, Set<string>>();
    for (const { label, value } of [...(series?.matchers ?? []), ...ADDED_BY_SCRAPING])
      labels.set(label, (labels.get(label) ?? new Set()).add(value));
    exposed.set(series?.metric ?? "", labels);
  }
  return exposed;
}

/** The fault in an expression, which may contain Grafana's variables. */
function faultsOf(expression: string, exposed: Exposed): string[] {
  const text = expression.replaceAll("$__rate_interval", "5m").replaceAll(/\$(job|instance)/g, ".*");
  const { selectors, grouping } = parseQuery(text);
  const faults = selectors.flatMap(({ metric, matchers }) => {
    const labels = exposed.get(metric);
    return labels === undefined
      ? [`no metric ${metric}`]
      : matchers.flatMap((matcher) => faultsOfMatcher(matcher, labels));
  });
  const known = new Set(selectors.flatMap(({ metric }) => [...(exposed.get(metric)?.keys() ?? [])]));
  return [...faults, ...grouping.filter((label) => !known.has(label)).map((label) => `no label ${label} to group by`)];
}

/** Each alternative must be a possible value of the label; otherwise it is misspelt. */
function faultsOfMatcher({ label, operator, value }: LabelMatcher, labels: ReadonlyMap<string, ReadonlySet<string>>) {
  const values = labels.get(label);
  if (values === undefined) return [`no label ${label}`];
  const isPattern = operator.endsWith("~");
  return (isPattern ? value.split("|") : [value])
    .filter((each) => ![...values].some((is) => (isPattern ? new RegExp(`^(?:${each})$`).test(is) : is === each)))
    .map((each) => `${label} is never ${each}`);
}

test("every expression of the dashboard uses metrics that the gateway has", async () => {
  const exposed = await expose();
  for (const { expr } of panels.flatMap(({ targets }) => targets))
    expect({ expr, faults: faultsOf(expr, exposed) }).toEqual({ expr, faults: [] });
});

test("every alert uses metrics that the gateway has", async () => {
  const exposed = await expose();
  for (const { alert, expr } of rules)
    expect({ alert, faults: faultsOf(expr, exposed) }).toEqual({ alert, faults: [] });
});

test.each([
  ["sum(rate(minutes_graph_operation_total[5m]))", "no metric minutes_graph_operation_total"],
  ["minutes_graph_operation_duration_seconds", "no metric minutes_graph_operation_duration_seconds"],
  ['{__name__="minutes_graph_loads_total"}', "no metric "],
  ['minutes_graph_operations_total{code="OK"}', "no label code"],
  ['minutes_graph_operations_total{outcome="FINE"}', "outcome is never FINE"],
  ['minutes_graph_operations_total{outcome!~"OK|UPSTREAM_DOWN"}', "outcome is never UPSTREAM_DOWN"],
  ["sum by (outcome) (minutes_graph_loads_total)", "no label outcome to group by"],
])("the check of expressions refuses %s", async (expression, fault) => {
  expect(faultsOf(expression, await expose())).toEqual([fault]);
});

test("the check of expressions refuses a text that is not PromQL", () => {
  expect(() => parseQuery("sum(rate(minutes_graph_loads_total[5m])")).toThrow("not PromQL");
  expect(() => parseQuery("")).toThrow("not PromQL");
});

test.each([
  ["no description", { description: "" }],
  ["no unit", { fieldConfig: { defaults: {} } }],
  ["a data source of its own", { datasource: { type: "prometheus", uid: "P1809F7CD0C75ACF3" } }],
  ["the id of another", { id: dashboard.panels[0]?.id }],
])("the check of panels refuses a panel with %s", (_, breach) => {
  const planted = { ...dashboard, panels: [...dashboard.panels.slice(0, -1), { ...panels.at(-1), ...breach }] };
  expect(Dashboard.safeParse(planted).success).toBe(false);
});

test("a legend uses only labels that its query's result has", () => {
  for (const { expr, legendFormat } of panels.flatMap(({ targets }) => targets)) {
    const labels = [...legendFormat.matchAll(/\{\{(\w+)\}\}/g)].map(([, label]) => label);
    expect(parseQuery(expr.replaceAll("$__rate_interval", "5m")).grouping).toEqual(expect.arrayContaining(labels));
  }
});

test("a panel of bytes shows bytes", () => {
  const ofBytes = panels.filter(({ targets }) => targets.some(({ expr }) => /_bytes\{/.test(expr)));
  expect(ofBytes.map(({ fieldConfig }) => fieldConfig.defaults.unit)).toEqual(["bytes", "bytes", "bytes"]);
});

test("the month's calls and their limit, which each replica knows for all of them, are not added up", () => {
  const ofMonth = panels.flatMap(({ targets }) => targets).filter(({ expr }) => /_calls_(this|per)_month/.test(expr));
  expect(ofMonth.map(({ expr }) => expr.slice(0, 4))).toEqual(["max(", "max("]);
});

test("the dashboard's variables get their values from the gateway's metrics", async () => {
  const exposed = await expose();
  const [, job, instance] = dashboard.templating.list;
  for (const { name, query } of [job, instance]) {
    const [, selector = "", label] = /^label_values\((.*), (\w+)\)$/.exec(query.query) ?? [];
    expect({ label, faults: faultsOf(selector, exposed) }).toEqual({ label: name, faults: [] });
  }
});

test("docs/operations.md names the dashboard's rows, in their order", () => {
  const rows = dashboard.panels.filter(({ type }) => type === "row").map(({ title }) => title);
  const [, named = ""] = /is a dashboard with \w+ rows:\s([^.]+)\./.exec(operations) ?? [];
  expect(named.split(/,\s+/).map((title) => title.toLowerCase())).toEqual(rows.map((title) => title.toLowerCase()));
});

test("panels do not overlap", () => {
  const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
    Array.from({ length: w * h }, (_, cell) => `${x + (cell % w)},${y + Math.floor(cell / w)}`),
  );
  expect(new Set(cells).size).toBe(cells.length);
});

test("every alert is tested with series that raise it and series that do not, and has a row and a runbook", () => {
  const names = rules.map(({ alert }) => alert);
  const tries = RuleTests.parse(yaml("deploy/prometheus/alerts.test.yaml")).tests.flatMap(
    (each) => each.alert_rule_test,
  );
  const tried = (fires: boolean) =>
    new Set(tries.filter(({ exp_alerts }) => exp_alerts.length > 0 === fires).map(({ alertname }) => alertname));
  expect([tried(true), tried(false)]).toEqual([new Set(names), new Set(names)]);
  const section = /\n## Alerts\n(.*?)\n## /s.exec(operations)?.[1] ?? "";
  expect([...section.matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name)).toEqual(names);
  const anchors = [...operations.matchAll(/^##+ (.*)$/gm)].map(
    ([, heading = ""]) =>
      `#${heading
        .toLowerCase()
        .replaceAll(/[^\w\s-]/g, "")
        .replaceAll(" ", "-")}`,
  );
  expect(anchors).toEqual(
    expect.arrayContaining(rules.map(({ annotations }) => new URL(annotations.runbook_url).hash)),
  );
});

test("every runbook is an absolute address, all below one base (`npm run rules -- BASE` sets it)", () => {
  const bases = rules.map(({ annotations }) => annotations.runbook_url.replace(/docs\/operations\.md#.*$/, ""));
  expect(new Set(bases).size).toBe(1);
  expect(new URL(bases[0] ?? "").protocol).toBe("https:");
});

test("the operator's PrometheusRule has the same rules (`npm run rules` writes it)", () => {
  expect(yaml("deploy/kubernetes/monitoring/prometheus-rule.yaml")).toMatchObject({
    kind: "PrometheusRule",
    spec: yaml("deploy/prometheus/alerts.yaml"),
  });
});

import { expect, test } from "@jest/globals";
import { registerGauges } from "../../src/observability/gateway-gauges.js";
import { MetricRegistry } from "../../src/observability/metric-registry.js";
import { STATUS } from "./samples.js";

/** The value of a gauge, and how the values of several workers are combined. */
async function readGauges(countsForAll: boolean) {
  const registry = new MetricRegistry();
  registerGauges(registry, () => STATUS, countsForAll);
  const metrics: readonly object[] = await registry.getMetricsAsJSON();
  return (name: string) => metrics.find((metric) => "name" in metric && metric.name === `minutes_graph_${name}`);
}

test("the start of counting is in seconds", async () => {
  const gauge = await readGauges(false);
  expect(gauge("upstream_calls_counted_since_seconds")).toMatchObject({ values: [{ value: 1_795_824_000 }] });
});

test("each worker adds its own calls of the month, unless each knows those of all", async () => {
  for (const name of ["upstream_calls_this_month", "upstream_calls_per_month"]) {
    expect((await readGauges(false))(name)).toMatchObject({ aggregator: "sum" });
    expect((await readGauges(true))(name)).toMatchObject({ aggregator: "max" });
  }
});

test("Redis is unavailable if one worker says so", async () => {
  const gauge = await readGauges(true);
  expect(gauge("redis_unavailable")).toMatchObject({ aggregator: "max", values: [{ value: 1 }] });
});

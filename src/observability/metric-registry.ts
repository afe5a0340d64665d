import { type Aggregator, collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/**
 * Node.js's metrics for which all workers together report the maximum: the worst state, or the latest start.
 * prom-client would use the mean or the sum, or omit them.
 */
const LARGEST_OF_WORKERS = [
  "nodejs_eventloop_lag_seconds",
  "nodejs_eventloop_lag_mean_seconds",
  "nodejs_eventloop_lag_stddev_seconds",
  "nodejs_eventloop_lag_p50_seconds",
  "nodejs_eventloop_lag_p90_seconds",
  "nodejs_eventloop_lag_p99_seconds",
  "process_max_fds",
  "process_open_fds",
  "process_start_time_seconds",
];

/** A separate registry for one gateway: Node.js's own metrics, and metrics whose names begin with `minutes_graph_`. */
export class MetricRegistry extends Registry {
  constructor() {
    super();
    collectDefaultMetrics({ register: this });
    for (const name of LARGEST_OF_WORKERS) {
      // Not every platform has every metric.
      const metric = this.getSingleMetric(name);
      if (metric !== undefined) Object.assign(metric, { aggregator: "max" satisfies Aggregator });
    }
  }

  counter<Label extends string>(name: string, help: string, labelNames: readonly Label[] = []): Counter<Label> {
    return new Counter({ name: `minutes_graph_${name}`, help, labelNames, registers: [this] });
  }

  /** By default with buckets for seconds. */
  histogram(name: string, help: string, buckets: readonly number[] = SECONDS): Histogram {
    return new Histogram({ name: `minutes_graph_${name}`, help, buckets: [...buckets], registers: [this] });
  }

  /** A gauge that is read when Prometheus reads the metrics. `aggregator` combines the values of all workers. */
  gauge(name: string, help: string, read: () => number, aggregator: Aggregator = "sum"): Gauge {
    return new Gauge({
      name: `minutes_graph_${name}`,
      help,
      aggregator,
      registers: [this],
      collect() {
        this.set(read());
      },
    });
  }

  /** A gauge with the value 1, whose labels say which version runs. */
  describeBuild(version: string): void {
    const labelNames = ["version", "node"];
    const options = { name: "minutes_graph_build_info", help: "1; the labels say what runs.", labelNames };
    const info = new Gauge({ ...options, aggregator: "first", registers: [this] });
    info.set({ version, node: process.versions.node }, 1);
  }
}

import type { Tracing, TracingOptions } from "./tracing.js";

/** No spans, and no cost. */
const NO_TRACING: Tracing = {
  operation: (_headers, run) => run(),
  describe: () => undefined,
  watch: (source) => source,
  close: async () => undefined,
};

/** Tracing to a collector, or none without `options`; OpenTelemetry is loaded only when there is one. */
export async function createTracing(options: TracingOptions | null): Promise<Tracing> {
  if (options === null) return NO_TRACING;
  const { OpenTelemetry } = await import("./open-telemetry.js");
  return new OpenTelemetry(options);
}

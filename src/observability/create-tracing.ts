import type { Tracing, TracingOptions } from "./tracing.js";

/** The destination of spans; without an endpoint there are none. */
interface TracingConfig extends Omit<TracingOptions, "endpoint"> {
  readonly endpoint: URL | null;
}

/** No spans, and no cost. */
const NO_TRACING: Tracing = {
  operation: (_headers, run) => run(),
  describe: () => undefined,
  ids: () => ({}),
  onCall: () => undefined,
  watch: (source) => source,
  close: async () => undefined,
};

/** Creates tracing to a collector, or none without an endpoint. OpenTelemetry is loaded only if there is one. */
export async function createTracing({ endpoint, ...options }: TracingConfig): Promise<Tracing> {
  if (endpoint === null) return NO_TRACING;
  const { OpenTelemetry } = await import("./open-telemetry.js");
  return new OpenTelemetry({ ...options, endpoint });
}

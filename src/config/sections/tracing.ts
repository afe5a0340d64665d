import { baseUrl, text, wholeNumber } from "../kinds.js";
import { section } from "../variable.js";

/** Where traces go, and which. The names are OpenTelemetry's own where it has one. */
export const tracing = section("Traces", {
  endpoint: baseUrl(
    "OTEL_EXPORTER_OTLP_ENDPOINT",
    "none: no traces",
    "a collector that takes OTLP over HTTP: where OpenTelemetry traces go",
  ),
  serviceName: text("OTEL_SERVICE_NAME", "minutes-graph", "the service's name in them"),
  samplePercent: wholeNumber(
    "TRACE_SAMPLE_PERCENT",
    { min: 0, max: 100, default: 100 },
    "how many of them, where the caller's trace does not decide",
  ),
});

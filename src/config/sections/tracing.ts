import { baseUrl, pairs, text, wholeNumber } from "../kinds.js";
import { section } from "../variable.js";

/** Where traces go, and which. The names are OpenTelemetry's own where it has one. */
export const tracing = section("Traces", {
  endpoint: baseUrl(
    "OTEL_EXPORTER_OTLP_ENDPOINT",
    "none: no traces",
    "a collector that takes OTLP over HTTP: where OpenTelemetry traces go",
  ),
  serviceName: text("OTEL_SERVICE_NAME", "minutes-graph", "the service's name in them"),
  headers: pairs(
    "OTEL_EXPORTER_OTLP_HEADERS",
    { isSecret: true },
    "headers for the collector, `key=value` and comma-separated, such as one that lets the gateway in",
  ),
  resourceAttributes: pairs(
    "OTEL_RESOURCE_ATTRIBUTES",
    { isSecret: false },
    "more about the service in traces, `key=value` and comma-separated, such as `deployment.environment.name=staging`",
  ),
  samplePercent: wholeNumber(
    "TRACE_SAMPLE_PERCENT",
    { min: 0, max: 100, default: 100 },
    "how many of them, where the caller's trace does not decide",
  ),
});

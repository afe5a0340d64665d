import { baseUrl, pairs, text, wholeNumber } from "../kinds.js";
import { section } from "../variable.js";

/** The destination and the share of traces. The names are OpenTelemetry's own if it has one. */
export const tracing = section("Traces", {
  endpoint: baseUrl(
    "OTEL_EXPORTER_OTLP_ENDPOINT",
    "none: no traces",
    "the collector for OpenTelemetry traces, which must accept OTLP over HTTP",
  ),
  serviceName: text("OTEL_SERVICE_NAME", "minutes-graph", "the service's name in traces"),
  headers: pairs(
    "OTEL_EXPORTER_OTLP_HEADERS",
    { isSecret: true },
    "headers for the collector, such as credentials: `key=value`, separated by commas",
  ),
  resourceAttributes: pairs(
    "OTEL_RESOURCE_ATTRIBUTES",
    { isSecret: false },
    "more attributes of the service in traces: `key=value`, separated by commas, such as `deployment.environment.name=staging`",
  ),
  samplePercent: wholeNumber(
    "TRACE_SAMPLE_PERCENT",
    { min: 0, max: 100, default: 100 },
    "the share of operations that are traced, if the caller's trace does not decide",
  ),
});

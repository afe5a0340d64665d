import { choice, flag, wholeNumber } from "../kinds.js";
import { section } from "../variable.js";

const LOG_LEVELS = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;

/** The log and the metrics. */
export const observability = section("Log and metrics", {
  logLevel: choice("LOG_LEVEL", LOG_LEVELS, "info", LOG_LEVELS.map((level) => `\`${level}\``).join(", ")),
  auditEnabled: flag(
    "AUDIT_LOG",
    false,
    "a line for each operation: who requested which meeting, as digests, and with which outcome; requires `ID_SECRET` or company sign-in",
  ),
  metricsEnabled: flag("METRICS_ENABLED", true, "`/metrics` for Prometheus"),
  metricsPort: wholeNumber(
    "METRICS_PORT",
    { min: 0, max: 65_535, default: null, defaultText: "none: on `PORT`" },
    "a separate port for `/metrics`, so that it need not be public; 0 takes any free port",
  ),
});

import type { Config } from "../config/parse-config.js";
import { readVersion } from "../observability/version.js";

/** The first line of the log: what runs, with which settings. Secrets are named but not shown. */
export function describeStart({ deployment, changed }: Config) {
  const { production, upstreamBaseUrl, workers } = deployment;
  return {
    version: readVersion(),
    node: process.versions.node,
    mode: production ? "production" : "development",
    upstream: upstreamBaseUrl?.host ?? "simulator",
    workers,
    settings: changed,
  };
}

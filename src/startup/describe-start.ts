import type { Config } from "../config/parse-config.js";
import { sections } from "../config/sections/index.js";
import { readVersion } from "../observability/version.js";

/** What runs, and how, for the first line of the log. Secrets are named, and not shown; what has a field of its own is no setting. */
export function describeStart({ deployment, changed }: Config) {
  const { production, upstreamBaseUrl, workers } = deployment;
  return {
    version: readVersion(),
    node: process.versions.node,
    mode: production ? "production" : "development",
    upstream: upstreamBaseUrl?.host ?? "simulator",
    workers,
    settings: Object.fromEntries(Object.entries(changed).filter(([name]) => !OWN_FIELDS.has(name))),
  };
}

const OWN_FIELDS: ReadonlySet<string> = new Set(Object.values(sections.deployment.variables).map(({ name }) => name));

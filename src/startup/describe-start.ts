import type { Config } from "../config/parse-config.js";
import { sections } from "../config/sections/index.js";
import { readVersion } from "../observability/version.js";

/**
 * The first line of the log: what runs, with which settings. Secrets are named but not shown. Variables with their own
 * field are not repeated as settings.
 */
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

import { readFileSync } from "node:fs";
import { findPackageJSON } from "node:module";
import { isRecord, parseJson } from "../json.js";

/** The version in the gateway's package.json; `unknown` if that is missing. */
export function readVersion(): string {
  const path = findPackageJSON(import.meta.url);
  if (path === undefined) return "unknown";
  const content = parseJson(readFileSync(path, "utf8"));
  const version = isRecord(content) ? content["version"] : null;
  return typeof version === "string" ? version : "unknown";
}

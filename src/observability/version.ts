import { readFileSync } from "node:fs";
import { findPackageJSON } from "node:module";
import { membersOf, parseJson } from "../json.js";

/** The version in the gateway's package.json; `unknown` if that is missing. */
export function readVersion(): string {
  const path = findPackageJSON(import.meta.url);
  if (path === undefined) return "unknown";
  const { version } = membersOf(parseJson(readFileSync(path, "utf8")));
  return typeof version === "string" ? version : "unknown";
}

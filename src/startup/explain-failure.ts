import { inspect } from "node:util";
import { ConfigError } from "../config/parse-config.js";

const NOT_OURS = "is not an address of this machine: set HOST to one that is";

/** Why the gateway cannot listen on an address, and what to do, by the system's code. */
const LISTENING: ReadonlyMap<string, string> = new Map([
  ["EADDRINUSE", "is in use: stop what listens there, or choose another port"],
  ["EACCES", "may not be used by this user: choose one above 1023, or give the process the right to use it"],
  ["EADDRNOTAVAIL", NOT_OURS],
  ["ENOTFOUND", NOT_OURS],
]);

/** Why the gateway does not start: a sentence if the administrator can fix it, a stack if only we can. */
export function explainFailure(error: unknown): string {
  if (error instanceof ConfigError) return `minutes-graph cannot start with this environment:\n${error.message}`;
  return explainListening(error) ?? `minutes-graph cannot start: ${inspect(error)}`;
}

function explainListening(error: unknown): string | null {
  const fields: Record<string, unknown> = { ...Object(error) };
  const { code, port, hostname, address = hostname } = fields;
  const why = LISTENING.get(String(code));
  if (why === undefined || !("address" in fields || "hostname" in fields)) return null;
  const place = "port" in fields ? `port ${String(port)} of ${String(address)}` : String(address);
  return `minutes-graph cannot start: ${place} ${why}.`;
}

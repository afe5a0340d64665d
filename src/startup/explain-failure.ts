import { inspect } from "node:util";
import { ConfigError } from "../config/parse-config.js";

/** Why the gateway cannot listen on an address, and what to do, by the system's code. */
const LISTENING: ReadonlyMap<string, string> = new Map([
  ["EADDRINUSE", "is in use: stop what listens there, or choose another port"],
  ["EACCES", "may not be used by this user: choose one above 1023, or give the process the right to use it"],
  ["EADDRNOTAVAIL", "is not an address of this machine: set HOST to one that is"],
]);

/** Why the gateway does not start: a sentence if the administrator can fix it, a stack if only we can. */
export function explainFailure(error: unknown): string {
  if (error instanceof ConfigError) return `minutes-graph cannot start with this environment:\n${error.message}`;
  return explainListening(error) ?? `minutes-graph cannot start: ${inspect(error)}`;
}

function explainListening(error: unknown): string | null {
  if (!(error instanceof Error) || !("code" in error) || !("port" in error) || !("address" in error)) return null;
  const why = LISTENING.get(String(error.code));
  return why === undefined
    ? null
    : `minutes-graph cannot start: port ${String(error.port)} of ${String(error.address)} ${why}.`;
}

import type { IncomingHttpHeaders } from "node:http";

/** What a client says about itself, as Apollo's clients do; null: it says nothing, or nothing that can stand in a log line. */
export interface ClientInfo {
  readonly name: string | null;
  readonly version: string | null;
}

/** A client that says nothing about itself. */
export const ANONYMOUS: ClientInfo = { name: null, version: null };

/** What may stand in a log line and in a label as it is. */
const SAFE = /^[\w.:+/@() -]{1,64}$/;

/** Reads `apollographql-client-name` and `apollographql-client-version`. */
export function readClient(headers: IncomingHttpHeaders): ClientInfo {
  return { name: safe(headers["apollographql-client-name"]), version: safe(headers["apollographql-client-version"]) };
}

function safe(header: string | string[] | undefined): string | null {
  return typeof header === "string" && SAFE.test(header) ? header : null;
}

import type { IncomingHttpHeaders } from "node:http";

/** The client's name and version, as Apollo's clients send them; null: not sent, or not safe in a log line. */
export interface ClientInfo {
  readonly name: string | null;
  readonly version: string | null;
}

/** A client without a name. */
export const ANONYMOUS: ClientInfo = { name: null, version: null };

/** Characters that are safe in a log line and in a label. */
const SAFE = /^[\w.:+/@() -]{1,64}$/;

/** Reads `apollographql-client-name` and `apollographql-client-version`. */
export function readClient(headers: IncomingHttpHeaders): ClientInfo {
  return { name: safe(headers["apollographql-client-name"]), version: safe(headers["apollographql-client-version"]) };
}

function safe(header: string | string[] | undefined): string | null {
  return typeof header === "string" && SAFE.test(header) ? header : null;
}

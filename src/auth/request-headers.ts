import type { IncomingHttpHeaders } from "node:http";
import { TOKEN_HEADER } from "../upstream/dingtalk/request.js";

/** Names the operator, in pass-through. */
export const OPERATOR_HEADER = "x-dingtalk-union-id";

/** Headers with credentials. A page of another origin can send them only if this gateway allows it. */
export const CREDENTIAL_HEADERS: readonly string[] = [TOKEN_HEADER, OPERATOR_HEADER];

/** A header without surrounding white space; null if it is missing or blank. */
export function readHeader(headers: IncomingHttpHeaders, name: string): string | null {
  const value = headers[name];
  const text = (Array.isArray(value) ? value.join(", ") : (value ?? "")).trim();
  return text === "" ? null : text;
}

/** The value after `Authorization: Bearer` (RFC 6750, section 2.1; the scheme in any case); null if there is none. */
export function readBearer(headers: IncomingHttpHeaders): string | null {
  const match = /^Bearer +(?<token>\S.*)$/i.exec(readHeader(headers, "authorization") ?? "");
  return match?.groups?.["token"] ?? null;
}

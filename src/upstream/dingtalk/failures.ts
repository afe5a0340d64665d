import { GatewayError } from "../../errors.js";
import {
  BLOCKED,
  type ErrorMapping,
  REDIRECTED,
  REFUSED,
  THROTTLED,
  UNAUTHORIZED,
  UNAVAILABLE,
  UNKNOWN,
  WEB_PAGE,
  mappingOf,
} from "./error-mappings.js";
import { membersOf, parseJson } from "../../json.js";
import { toText } from "../http/body.js";
import type { HttpResponse, ResponseHeaders } from "../http/response.js";
import { retryAfterMs } from "./retry-after.js";

/** The members of a failure's body (API document, "error code"; the general list of errors for the rest). */
interface UncheckedFailure {
  readonly code?: unknown;
  readonly requestid?: unknown;
  readonly requestId?: unknown;
  readonly accessdenieddetail?: unknown;
  readonly status?: unknown;
  readonly wait?: unknown;
}

/** The `status` in the body for a banned address, with HTTP 200. */
const BANNED = 1111;

/** Names and ids of the upstream that are safe to pass on. Its free text could repeat what was sent. */
const SAFE = /^[\w.-]{1,128}$/;

/** The number of bytes that are checked to recognise a body. */
const BEGINNING = 256;

/** The maximum number of scopes in an error; the call needs one. */
const MAX_SCOPES = 20;

/**
 * The error for a response that is not a page, by the failure table. `upstream` has the HTTP status, and the code and
 * the request's id if they are plain names. `retryAfterMs` is set if waiting helps and its time is known.
 */
export function toFailure(response: HttpResponse): GatewayError {
  const failure: UncheckedFailure = membersOf(parseJson(toText(response.body)));
  const known = typeof failure.code === "string" ? mappingOf(failure.code) : null;
  const code = known === null ? safe(failure.code) : withoutSuffix(failure.code);
  const upstream = { status: response.status, code, requestId: requestId(response.headers, failure) };
  const mapping = settle(response, failure, known);
  const requiredScopes = scopes(failure);
  const waitMs = mapping === WEB_PAGE ? null : retryAfterMs(mapping.code, response.headers, failure.wait);
  return new GatewayError(mapping.code, message(mapping, requiredScopes), {
    upstream,
    ...(requiredScopes.length > 0 && { requiredScopes }),
    ...(waitMs !== null && { retryAfterMs: waitMs }),
    ...(mapping.scope !== undefined && { scope: mapping.scope }),
  });
}

/** True for the body of a ban, or of a failure that the table has. */
export function namesFailure({ code, status }: Pick<UncheckedFailure, "code" | "status">): boolean {
  return status === BANNED || (typeof code === "string" && mappingOf(code) !== null);
}

/** True for a web page instead of JSON, by its first character, or by its content type if that does not tell. */
export function isHtml(body: Uint8Array, headers: ResponseHeaders): boolean {
  const [start] = toText(body.subarray(0, BEGINNING)).trimStart();
  if (start === "<" || start === "{") return start === "<";
  return /^text\/html\b/i.test(first(headers["content-type"]) ?? "");
}

/** `known` is the mapping of the failure's code. A ban, a 429 and a redirect do not depend on the code. */
function settle(response: HttpResponse, failure: UncheckedFailure, known: ErrorMapping | null): ErrorMapping {
  const { status } = response;
  if (failure.status === BANNED) return BLOCKED;
  if (status === 429) return known?.code === "RATE_LIMITED" ? known : THROTTLED;
  if (status >= 300 && status < 400) return REDIRECTED;
  return known ?? byStatus(response);
}

function byStatus({ status, headers, body }: HttpResponse): ErrorMapping {
  if (status === 200 && isHtml(body, headers)) return WEB_PAGE;
  if (status === 401) return UNAUTHORIZED;
  if (status === 403) return REFUSED;
  return status >= 500 ? UNAVAILABLE : UNKNOWN;
}

/** Appends the scopes from the upstream, so that a developer need not look them up. */
function message({ message: text }: ErrorMapping, requiredScopes: readonly string[]): string {
  if (text.endsWith(".")) return text;
  return requiredScopes.length === 0 ? `${text}.` : `${text}: ${requiredScopes.join(", ")}.`;
}

function requestId(headers: ResponseHeaders, failure: UncheckedFailure): string | null {
  return safe(first(headers["x-acs-request-id"])) ?? safe(failure.requestid) ?? safe(failure.requestId);
}

function scopes({ accessdenieddetail: detail }: UncheckedFailure): readonly string[] {
  const { requiredScopes } = membersOf(detail);
  if (!Array.isArray(requiredScopes)) return [];
  return requiredScopes
    .map(safe)
    .filter((scope) => scope !== null)
    .slice(0, MAX_SCOPES);
}

/** The code without appended characters. */
function withoutSuffix(code: unknown): string | null {
  return safe(/^[\w.-]*/.exec(String(code))?.[0]);
}

function safe(value: unknown): string | null {
  return typeof value === "string" && SAFE.test(value) ? value : null;
}

function first(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}

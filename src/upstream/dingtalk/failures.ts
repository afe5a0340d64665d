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
import { roughText } from "../http/body.js";
import type { HttpResponse, ResponseHeaders } from "../http/exchange.js";
import { retryAfterMs } from "./retry-after.js";
import { isObject } from "./decode-values.js";

/** What a failure's body may hold (API document, "error code"; the general list of errors for the rest). */
interface WireFailure {
  readonly code?: unknown;
  readonly requestid?: unknown;
  readonly requestId?: unknown;
  readonly accessdenieddetail?: unknown;
  readonly status?: unknown;
  readonly wait?: unknown;
}

/** `status` of the body that a banned address is answered with, under HTTP 200. */
const BANNED = 1111;

/** What may be passed on of the upstream's own words: names and ids. Its free text could echo what was sent, so it never is. */
const SAFE = /^[\w.-]{1,128}$/;

/** How many bytes are looked at to see what a body is. */
const BEGINNING = 256;

/** The most scopes that an error names; the call needs one. */
const MAX_SCOPES = 20;

/**
 * The error that an answer other than a page stands for, by the failure table. `upstream` keeps the HTTP status, the code and
 * the request's id where they are plain names; `retryAfterMs` is set when waiting helps and it is known how long.
 */
export function toFailure(answer: HttpResponse): GatewayError {
  const failure = parse(roughText(answer.body));
  const known = typeof failure.code === "string" ? mappingOf(failure.code) : null;
  const code = known === null ? safe(failure.code) : plainName(failure.code);
  const upstream = { status: answer.status, code, requestId: requestId(answer.headers, failure) };
  const meaning = settle(answer, failure, known);
  const requiredScopes = scopes(failure);
  const waitMs = meaning === WEB_PAGE ? null : retryAfterMs(meaning.code, answer.headers["retry-after"], failure.wait);
  return new GatewayError(meaning.code, message(meaning, requiredScopes), {
    upstream,
    ...(requiredScopes.length > 0 && { requiredScopes }),
    ...(waitMs !== null && { retryAfterMs: waitMs }),
    ...(meaning.scope !== undefined && { scope: meaning.scope }),
  });
}

/** True for a web page in place of JSON. The first character decides; the content type only where that is neither HTML nor JSON. */
export function isHtml(body: Uint8Array, headers: ResponseHeaders): boolean {
  const [start] = roughText(body.subarray(0, BEGINNING)).trimStart();
  if (start === "<" || start === "{") return start === "<";
  return /^text\/html\b/i.test(first(headers["content-type"]) ?? "");
}

/** `known`: what the failure's code means. A ban, a 429 and a redirect are what they are whatever the code. */
function settle(answer: HttpResponse, failure: WireFailure, known: ErrorMapping | null): ErrorMapping {
  const { status } = answer;
  if (failure.status === BANNED) return BLOCKED;
  if (status === 429) return known?.code === "RATE_LIMITED" ? known : THROTTLED;
  if (status >= 300 && status < 400) return REDIRECTED;
  return known ?? byStatus(answer);
}

function byStatus({ status, headers, body }: HttpResponse): ErrorMapping {
  if (status === 200 && isHtml(body, headers)) return WEB_PAGE;
  if (status === 401) return UNAUTHORIZED;
  if (status === 403) return REFUSED;
  return status >= 500 ? UNAVAILABLE : UNKNOWN;
}

/** The scopes come from the upstream, so that a developer need not look them up; the message is whole without them. */
function message({ message: text }: ErrorMapping, requiredScopes: readonly string[]): string {
  if (text.endsWith(".")) return text;
  return requiredScopes.length === 0 ? `${text}.` : `${text}: ${requiredScopes.join(", ")}.`;
}

function parse(body: string): WireFailure {
  try {
    const failure: unknown = JSON.parse(body);
    return isObject(failure) ? failure : {};
  } catch {
    return {};
  }
}

function requestId(headers: ResponseHeaders, failure: WireFailure): string | null {
  return safe(first(headers["x-acs-request-id"])) ?? safe(failure.requestid) ?? safe(failure.requestId);
}

function scopes({ accessdenieddetail: detail }: WireFailure): readonly string[] {
  if (!isObject(detail) || !("requiredScopes" in detail) || !Array.isArray(detail.requiredScopes)) return [];
  return detail.requiredScopes
    .map(safe)
    .filter((scope) => scope !== null)
    .slice(0, MAX_SCOPES);
}

/** The code without the debris behind it. */
function plainName(code: unknown): string | null {
  return safe(/^[\w.-]*/.exec(String(code))?.[0]);
}

function safe(value: unknown): string | null {
  return typeof value === "string" && SAFE.test(value) ? value : null;
}

function first(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}

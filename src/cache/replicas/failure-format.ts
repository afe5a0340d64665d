import { type ErrorCode, type ErrorDetails, GatewayError, OUTAGE_CODES } from "../../errors.js";
import { isRecord, membersOf, parseJson } from "../../json.js";
import { NotSentError } from "../../upstream/resilience/not-sent-error.js";
import { BrokenValue } from "./value-seal.js";

/** A failure of the upstream, and its time in milliseconds since 1970. */
export interface SharedFailure {
  readonly error: GatewayError;
  readonly at: number;
}

/** A failure as bytes; null if it does not concern other replicas: the gateway's own, or a call that was never sent. */
export function writeFailure(error: unknown, at: number): Buffer | null {
  if (!(error instanceof GatewayError) || error instanceof NotSentError || !isCode(error.code)) return null;
  const { retryAfterMs, upstream, requiredScopes, scope } = error.details;
  const details = { retryAfterMs, upstream, requiredScopes, scope };
  return Buffer.from(JSON.stringify({ code: error.code, message: error.message, details, at }));
}

/** @throws BrokenValue for anything that `writeFailure` did not write. */
export function readFailure(bytes: Buffer): SharedFailure {
  const { code, message, details, at } = membersOf(parseJson(bytes.toString()));
  if (!isCode(code) || typeof message !== "string" || typeof at !== "number") throw new BrokenValue("content");
  return { error: new GatewayError(code, message, isDetails(details) ? details : {}), at };
}

/** The errors that come from the upstream. */
const CODES: ReadonlySet<unknown> = new Set<ErrorCode>([
  "UNAUTHENTICATED",
  "FORBIDDEN",
  "UNKNOWN_USER",
  "MEETING_CLOSED",
  "CLOUD_RECORD_NOT_FOUND",
  ...OUTAGE_CODES,
  "UPSTREAM_BAD_RESPONSE",
]);

const isCode = (value: unknown): value is ErrorCode => CODES.has(value);

/** Checks only that there are details. A gateway of the same version sealed them, so their members can be trusted. */
const isDetails = (value: unknown): value is ErrorDetails => isRecord(value);

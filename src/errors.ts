/** Every code in `errors[].extensions.code`. The README's table says what a caller does about each. */
export type ErrorCode =
  | "UNAUTHENTICATED"
  | "FORBIDDEN"
  | "UNKNOWN_USER"
  | "BAD_USER_INPUT"
  | "MEETING_CLOSED"
  | "CLOUD_RECORD_NOT_FOUND"
  | "RATE_LIMITED"
  | "QUOTA_EXHAUSTED"
  | "UPSTREAM_BLOCKED"
  | "UPSTREAM_UNAVAILABLE"
  | "UPSTREAM_TIMEOUT"
  | "UPSTREAM_BAD_RESPONSE"
  | "OPERATION_TOO_COSTLY"
  | "INTERNAL_SERVER_ERROR";

const RETRYABLE: ReadonlySet<ErrorCode> = new Set(["RATE_LIMITED", "UPSTREAM_UNAVAILABLE", "UPSTREAM_TIMEOUT"]);

/** Errors about the state of the upstream: not about one transcript, nor about who may read it. */
export const OUTAGE_CODES: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  "RATE_LIMITED",
  "QUOTA_EXHAUSTED",
  "UPSTREAM_BLOCKED",
  "UPSTREAM_UNAVAILABLE",
  "UPSTREAM_TIMEOUT",
]);

/** The upstream's failure. `status` is the HTTP status; the others are null if the upstream sent none. */
export interface UpstreamDetails {
  readonly status: number;
  readonly code: string | null;
  readonly requestId: string | null;
}

/** The optional contents of an error, besides its code and message. */
export interface ErrorDetails extends ErrorOptions {
  readonly retryAfterMs?: number;
  readonly upstream?: UpstreamDetails;
  readonly requiredScopes?: readonly string[];
  /**
   * Which calls the failure affects, if not those with the same token. `all`: the calls of every token; `request`: only
   * this request. Callers do not see it.
   */
  readonly scope?: "all" | "request";
}

/**
 * An error that callers may read. Its message helps them, and contains no URL, header, token or stack. Callers see any
 * other error as a masked `INTERNAL_SERVER_ERROR`.
 */
export class GatewayError extends Error {
  override readonly name: string = "GatewayError";
  readonly code: ErrorCode;
  /** True if the same request may succeed later without any change. */
  readonly retryable: boolean;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details);
    this.code = code;
    this.retryable = RETRYABLE.has(code);
    this.details = details;
  }

  /** The GraphQL error's `extensions`; graphql-js copies them from the error that a resolver throws. */
  get extensions(): Record<string, unknown> {
    const { retryAfterMs, upstream, requiredScopes } = this.details;
    return {
      code: this.code,
      retryable: this.retryable,
      ...(retryAfterMs !== undefined && { retryAfterMs }),
      ...(requiredScopes !== undefined && { requiredScopes }),
      ...(upstream !== undefined && { upstream }),
    };
  }
}

/** `BAD_USER_INPUT`: an argument is wrong. The message names it and says what is allowed. */
export class BadUserInput extends GatewayError {
  override readonly name = "BadUserInput";
  constructor(message: string) {
    super("BAD_USER_INPUT", message);
  }
}

/**
 * `UPSTREAM_BAD_RESPONSE`: the upstream's response is not a page of the transcript. The message names the faulty place.
 */
export class UpstreamBadResponse extends GatewayError {
  override readonly name = "UpstreamBadResponse";
  constructor(message: string, details?: ErrorDetails) {
    super("UPSTREAM_BAD_RESPONSE", message, details);
  }
}

/** The point at which a call to the upstream failed, as a word that is safe in logs and metrics. */
export type TransportFault = "refused" | "dns" | "tls" | "unreachable" | "timeout" | "reset" | "malformed" | "other";

/** A failure of the network, TLS or the HTTP client: the cause of a `GatewayError`, only for log and metrics. */
export class TransportError extends Error {
  override readonly name = "TransportError";
  constructor(
    readonly fault: TransportFault,
    /** The code of the operating system or the client, such as ECONNREFUSED: a fixed word, without addresses. */
    readonly code: string,
  ) {
    super(code);
  }
}

/**
 * The caller has hung up, its operation is over, or nobody waits for a shared read any more. Nobody reads this error.
 * Log and metrics count it as `CANCELLED`, which is nobody's fault.
 */
export class Cancelled extends Error {
  override readonly name = "Cancelled";
}

/** The upstream's response is longer than the gateway reads. The same call for fewer paragraphs may succeed. */
export class ResponseTooLong extends UpstreamBadResponse {}

/** A response that is incomplete or malformed, for example after a broken connection. A retry may succeed. */
export class BrokenResponse extends UpstreamBadResponse {}

/** Anything that was thrown, as an `Error`. */
export function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error("something was thrown that is no error", { cause: error });
}

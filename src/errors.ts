/** Every code that an answer's `errors[].extensions.code` can carry; the README's table says what a caller does about each. */
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

/** What the upstream said when it failed; `status` is the HTTP status, the rest is null when it sent none. */
export interface UpstreamDetails {
  readonly status: number;
  readonly code: string | null;
  readonly requestId: string | null;
}

/** What an error may carry beside its code and message. */
export interface ErrorDetails extends ErrorOptions {
  readonly retryAfterMs?: number;
  readonly upstream?: UpstreamDetails;
  readonly requiredScopes?: readonly string[];
  /**
   * How far the upstream's word reaches, where that is not the token that was sent: `all`: it throttles every token alike; `request`:
   * it refuses this request alone. Callers do not see it.
   */
  readonly scope?: "all" | "request";
}

/**
 * A failure that its caller may read: the message helps, and holds no URL, header, token or stack.
 * Anything thrown that is not one of these reaches callers as a masked `INTERNAL_SERVER_ERROR`.
 */
export class GatewayError extends Error {
  override readonly name: string = "GatewayError";
  readonly code: ErrorCode;
  /** True when the same request may succeed later without any change. */
  readonly retryable: boolean;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? {} : { cause: details.cause });
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

/** `BAD_USER_INPUT`: an argument is wrong; the message names it and says what is allowed. */
export class BadUserInput extends GatewayError {
  override readonly name = "BadUserInput";
  constructor(message: string, details?: ErrorDetails) {
    super("BAD_USER_INPUT", message, details);
  }
}

/** `UPSTREAM_BAD_RESPONSE`: the upstream answered with something that is not a page of the transcript; the message names the place. */
export class UpstreamBadResponse extends GatewayError {
  override readonly name = "UpstreamBadResponse";
  constructor(message: string, details?: ErrorDetails) {
    super("UPSTREAM_BAD_RESPONSE", message, details);
  }
}

/** Where on the way to the upstream and back a call failed, in a word that is safe to log and to count by. */
export type TransportFault = "refused" | "dns" | "tls" | "unreachable" | "timeout" | "reset" | "malformed" | "other";

/** What the network, TLS or the HTTP client said. It is the cause of a `GatewayError`, for the log and the metrics alone. */
export class TransportError extends Error {
  override readonly name = "TransportError";
  constructor(
    readonly fault: TransportFault,
    /** The system's or the client's own code, such as ECONNREFUSED: a fixed word, without addresses. */
    readonly code: string,
  ) {
    super(code);
  }
}

/** The caller has hung up. Nobody reads this; log and metrics count it as `CANCELLED`, which is no fault of anyone. */
export class Cancelled extends Error {
  override readonly name = "Cancelled";
}

/** The upstream's response is longer than is read: the same call for fewer paragraphs may well succeed. */
export class ResponseTooLong extends UpstreamBadResponse {}

/** What was thrown, as an error: a source or a library may throw anything. */
export function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error("something was thrown that is no error", { cause: error });
}

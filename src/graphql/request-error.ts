import { GraphQLError } from "graphql";
import type { GatewayError } from "../errors.js";

/** The error for an operation that does not run, with its HTTP status (`requestErrorStatus` may replace it by 200). */
export function toRequestError(originalError: GatewayError): GraphQLError {
  const http = { status: STATUSES[originalError.code] ?? (originalError.retryable ? 503 : 400) };
  return new GraphQLError(originalError.message, { originalError, extensions: { http } });
}

const STATUSES: Partial<Record<GatewayError["code"], number>> = { UNAUTHENTICATED: 401, FORBIDDEN: 403 };

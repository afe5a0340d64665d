import type { ErrorCode } from "../../src/errors.js";

/** Every code, and whether it is retryable. The type makes sure that none is missing. */
export const RETRYABLE_BY_CODE: Readonly<Record<ErrorCode, boolean>> = {
  UNAUTHENTICATED: false,
  FORBIDDEN: false,
  UNKNOWN_USER: false,
  BAD_USER_INPUT: false,
  MEETING_CLOSED: false,
  CLOUD_RECORD_NOT_FOUND: false,
  RATE_LIMITED: true,
  QUOTA_EXHAUSTED: false,
  UPSTREAM_BLOCKED: false,
  UPSTREAM_UNAVAILABLE: true,
  UPSTREAM_TIMEOUT: true,
  UPSTREAM_BAD_RESPONSE: false,
  OPERATION_TOO_COSTLY: false,
  INTERNAL_SERVER_ERROR: false,
};

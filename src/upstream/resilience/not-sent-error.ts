import { type ErrorCode, GatewayError } from "../../errors.js";

/** The gateway refused to send a call. The error is returned at once, without a retry. */
export class NotSentError extends GatewayError {
  override readonly name = "NotSentError";

  constructor(code: ErrorCode, message: string, retryAfterMs: number) {
    super(code, message, { retryAfterMs: Math.ceil(retryAfterMs) });
  }
}

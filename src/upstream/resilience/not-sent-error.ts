import { type ErrorCode, GatewayError } from "../../errors.js";

/** A call that the gateway itself does not let out: it is answered at once and never tried again by itself. */
export class NotSentError extends GatewayError {
  override readonly name = "NotSentError";

  constructor(code: ErrorCode, message: string, retryAfterMs: number) {
    super(code, message, { retryAfterMs: Math.ceil(retryAfterMs) });
  }
}

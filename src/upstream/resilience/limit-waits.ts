import { GatewayError } from "../../errors.js";
import type { Policy } from "./policy.js";

/** Limits the wait that the upstream demands, by a ban or by `Retry-After`, to `maxMs`. */
export function limitWaits(maxMs: number): Policy {
  return (next) => async (context) => {
    try {
      return await next(context);
    } catch (error) {
      throw error instanceof GatewayError ? shorten(error, maxMs) : error;
    }
  };
}

function shorten(error: GatewayError, maxMs: number): GatewayError {
  const { retryAfterMs = 0 } = error.details;
  if (retryAfterMs <= maxMs) return error;
  return new GatewayError(error.code, error.message, { ...error.details, retryAfterMs: maxMs });
}

import { GatewayError, ResponseTooLong, TransportError } from "../../errors.js";
import { BrokenResponse } from "../resilience/broken-response.js";
import { faultOf, isNotHttp } from "./transport-faults.js";

/** The errors of the HTTP client and of the sockets below it, as the gateway's own. */

/** `UPSTREAM_UNAVAILABLE` for an upstream that cannot be reached or hangs up; `UpstreamBadResponse` if what it said is not HTTP. */
export function connectionError(error: unknown): GatewayError {
  const code = codeOf(error);
  const cause = toCause(code);
  if (isNotHttp(code)) {
    return new BrokenResponse("The upstream's answer is not valid HTTP.", { cause });
  }
  return new GatewayError("UPSTREAM_UNAVAILABLE", "The upstream cannot be reached, or it closed the connection.", {
    cause,
  });
}

/** For an answer that began: `UpstreamBadResponse` if it is cut short or longer than `maxBytes`, unless the connection was reset. */
export function bodyError(error: unknown, maxBytes: number): GatewayError {
  const code = codeOf(error);
  if (code === "ECONNRESET" || isNotHttp(code)) return connectionError(error);
  return code === "UND_ERR_RES_EXCEEDED_MAX_SIZE" ? tooLong(maxBytes) : cutShort(code);
}

/** The answer is over the limit, as it came or once it is unpacked. */
export function tooLong(maxBytes: number): ResponseTooLong {
  return new ResponseTooLong(
    `The upstream's answer is longer than ${maxBytes} bytes. Ask for fewer paragraphs at a time.`,
  );
}

/** The answer ended before it was whole. */
export function cutShort(code: string): BrokenResponse {
  return new BrokenResponse("The upstream's answer is cut short.", { cause: toCause(code) });
}

/** The error's code, or its name: both are fixed words. */
export function codeOf(error: unknown): string {
  if (typeof error !== "object" || error === null) return "unknown";
  if ("code" in error && typeof error.code === "string") return error.code;
  return "name" in error && typeof error.name === "string" ? error.name : "unknown";
}

/**
 * A cause that is safe to log. The client's own errors are not: they carry addresses and pieces of the answer, and could one
 * day carry the request.
 */
function toCause(code: string): TransportError {
  return new TransportError(faultOf(code), code);
}

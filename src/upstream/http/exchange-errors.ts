import { BrokenResponse, GatewayError, ResponseTooLong, TransportError } from "../../errors.js";
import { faultOf, isNotHttp } from "./transport-faults.js";

/** Turns errors of the HTTP client and its sockets into the gateway's errors. */

/** The client's code for a wrong length: in the headers, or of a body that is cut short. */
const WRONG_LENGTH = "UND_ERR_RES_CONTENT_LENGTH_MISMATCH";

/**
 * `UPSTREAM_UNAVAILABLE` if the upstream cannot be reached or closes the connection; `UpstreamBadResponse` if its
 * response is not HTTP.
 */
export function connectionError(error: unknown): GatewayError {
  const code = codeOf(error);
  if (isNotHttp(code) || code === WRONG_LENGTH) {
    const cause = new TransportError("malformed", code);
    return new BrokenResponse("The upstream's response is not valid HTTP.", { cause });
  }
  return new GatewayError("UPSTREAM_UNAVAILABLE", "The upstream cannot be reached, or it closed the connection.", {
    cause: toCause(code),
  });
}

/**
 * For a response that has begun: `UpstreamBadResponse` if it is cut short or longer than `maxBytes`, unless the
 * connection was reset.
 */
export function bodyError(error: unknown, maxBytes: number): GatewayError {
  const code = codeOf(error);
  if (code === "ECONNRESET" || isNotHttp(code)) return connectionError(error);
  return code === "UND_ERR_RES_EXCEEDED_MAX_SIZE" ? tooLong(maxBytes) : cutShort(code);
}

/** The response is too long, as it arrived or unpacked. */
export function tooLong(maxBytes: number): ResponseTooLong {
  return new ResponseTooLong(
    `The upstream's response is longer than ${maxBytes} bytes. Request fewer paragraphs at a time.`,
  );
}

/** The response ended before it was complete. */
export function cutShort(code: string): BrokenResponse {
  return new BrokenResponse("The upstream's response is cut short.", { cause: toCause(code) });
}

/** The error's code, or its name; both are fixed words. */
export function codeOf(error: unknown): string {
  if (typeof error !== "object" || error === null) return "unknown";
  if ("code" in error && typeof error.code === "string") return error.code;
  return "name" in error && typeof error.name === "string" ? error.name : "unknown";
}

/**
 * A cause that is safe to log. The client's own errors are not, because they contain addresses and parts of the
 * response, and could contain the request.
 */
function toCause(code: string): TransportError {
  return new TransportError(faultOf(code), code);
}

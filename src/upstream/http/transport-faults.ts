import type { TransportFault } from "../../errors.js";

/** Codes of the system (libuv) and of undici, by the point at which a connection failed. */
const FAULTS: ReadonlyMap<string, TransportFault> = new Map<string, TransportFault>([
  ["ECONNREFUSED", "refused"],
  ["ENOTFOUND", "dns"],
  ["EHOSTUNREACH", "unreachable"],
  ["ENETUNREACH", "unreachable"],
  ["EADDRNOTAVAIL", "unreachable"],
  // The proxy opened no tunnel: it refused, or it closed the connection.
  ["UND_ERR_ABORTED", "unreachable"],
  ["UND_ERR_PRX_CONN", "unreachable"],
  ["UND_ERR_PRX_TLS", "tls"],
  ["ETIMEDOUT", "timeout"],
  ["UND_ERR_CONNECT_TIMEOUT", "timeout"],
  ["ECONNRESET", "reset"],
  ["EPIPE", "reset"],
  ["UND_ERR_SOCKET", "reset"],
  ["EPROTO", "tls"],
  ["HTTPParserError", "malformed"],
  ["UND_ERR_HEADERS_OVERFLOW", "malformed"],
]);

/**
 * OpenSSL's results of a verification, as Node.js returns them ("X509 certificate error codes"), and errors of TLS
 * itself.
 */
const TLS =
  /^(?:ERR_(?:TLS|SSL)_|CERT_|CRL_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|HOSTNAME_MISMATCH|INVALID_(?:CA|PURPOSE))/;

/** The kind of fault of a code; `other` for an unknown code. */
export function faultOf(code: string): TransportFault {
  if (code.startsWith("EAI_")) return "dns";
  if (code.startsWith("HPE_")) return "malformed";
  return FAULTS.get(code) ?? (TLS.test(code) ? "tls" : "other");
}

/** True for a response that is not HTTP. */
export function isNotHttp(code: string): boolean {
  return faultOf(code) === "malformed";
}

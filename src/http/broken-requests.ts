import type { Socket } from "node:net";

/** Status lines and messages. */
const REPLIES: ReadonlyMap<string | undefined, readonly [string, string]> = new Map([
  ["ERR_HTTP_REQUEST_TIMEOUT", ["408 Request Timeout", "the request did not arrive in time"]],
  [
    "HPE_HEADER_OVERFLOW",
    ["431 Request Header Fields Too Large", "the request's URL and headers have more than 16 KiB together"],
  ],
]);
const INVALID = ["400 Bad Request", "the HTTP request is invalid or incomplete"] as const;

/**
 * Responds to a request that is not HTTP, or that did not arrive in time, and closes its connection. `report` gets only
 * the error's code, because the error contains the request's bytes.
 */
export function replyToBrokenRequest(
  error: NodeJS.ErrnoException,
  socket: Socket,
  report: (code: string) => void,
): void {
  report(error.code ?? "unknown");
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, message] = REPLIES.get(error.code) ?? INVALID;
  const body = JSON.stringify({ errors: [{ message, extensions: { code: "BAD_REQUEST", retryable: false } }] });
  const headers = `Connection: close\r\nContent-Type: application/json\r\nContent-Length: ${body.length}`;
  socket.end(`HTTP/1.1 ${status}\r\n${headers}\r\n\r\n${body}`, () => socket.destroy());
}

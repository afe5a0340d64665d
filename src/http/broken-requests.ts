import type { Socket } from "node:net";

const STATUS_LINES: ReadonlyMap<string | undefined, string> = new Map([
  ["ERR_HTTP_REQUEST_TIMEOUT", "408 Request Timeout"],
  ["HPE_HEADER_OVERFLOW", "431 Request Header Fields Too Large"],
]);

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
  const status = STATUS_LINES.get(error.code) ?? "400 Bad Request";
  const body =
    '{"errors":[{"message":"the HTTP request is invalid or incomplete","extensions":{"code":"BAD_REQUEST"}}]}';
  const headers = `Connection: close\r\nContent-Type: application/json\r\nContent-Length: ${body.length}`;
  socket.end(`HTTP/1.1 ${status}\r\n${headers}\r\n\r\n${body}`, () => socket.destroy());
}

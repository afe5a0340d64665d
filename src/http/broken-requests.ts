import type { Socket } from "node:net";

/** What Node's HTTP parser says of a request that it cannot read, with the bytes of it, headers and all. */
interface ParserError extends Error {
  readonly code?: string;
}

const STATUS_LINES: ReadonlyMap<string | undefined, string> = new Map([
  ["ERR_HTTP_REQUEST_TIMEOUT", "408 Request Timeout"],
  ["HPE_HEADER_OVERFLOW", "431 Request Header Fields Too Large"],
]);

/**
 * Answers what is no HTTP, or did not arrive in time, and ends its connection. The error goes nowhere, since the request's bytes
 * are in it; its code is given to `report`.
 */
export function answerBrokenRequest(error: ParserError, socket: Socket, report: (code: string) => void): void {
  report(error.code ?? "unknown");
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = STATUS_LINES.get(error.code) ?? "400 Bad Request";
  const body =
    '{"errors":[{"message":"this is no HTTP request, or not all of one","extensions":{"code":"BAD_REQUEST"}}]}';
  const headers = `Connection: close\r\nContent-Type: application/json\r\nContent-Length: ${body.length}`;
  socket.end(`HTTP/1.1 ${status}\r\n${headers}\r\n\r\n${body}`, () => socket.destroy());
}

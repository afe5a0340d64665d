import { connect } from "node:net";
import { text } from "node:stream/consumers";

/**
 * Sends these bytes and reads until the server closes the connection. Returns the status (null: none) and everything
 * received.
 */
export async function exchangeRaw(url: URL, request: string): Promise<[status: number | null, response: string]> {
  const socket = connect(Number(url.port), url.hostname);
  socket.write(request, "latin1");
  const response = await text(socket).catch(() => "");
  const status = /^HTTP\/1\.1 (?<status>\d{3})/.exec(response)?.groups?.["status"];
  return [status === undefined ? null : Number(status), response];
}

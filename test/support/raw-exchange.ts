import { connect } from "node:net";
import { text } from "node:stream/consumers";

/**
 * Sends these bytes and reads until the server closes the connection. Returns the status (null: none) and everything
 * received.
 */
export async function exchangeRaw(url: URL, request: string): Promise<[status: number | null, answer: string]> {
  const socket = connect(Number(url.port), url.hostname);
  socket.write(request, "latin1");
  const answer = await text(socket).catch(() => "");
  const status = /^HTTP\/1\.1 (?<status>\d{3})/.exec(answer)?.groups?.["status"];
  return [status === undefined ? null : Number(status), answer];
}

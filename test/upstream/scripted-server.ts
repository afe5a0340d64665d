import { once } from "node:events";
import { type IncomingMessage, type ServerResponse, createServer } from "node:http";
import { listen } from "../support/listen.js";

/** The reaction of a scripted server to one request. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** An HTTP server on loopback with scripted responses. It records its requests. */
export interface ScriptedServer {
  readonly url: URL;
  readonly requests: readonly IncomingMessage[];
  close(): Promise<void>;
}

/** Serves every request with `handler`; `close` closes all connections. */
export async function serve(handler: Handler): Promise<ScriptedServer> {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    handler(request, response);
  });
  return {
    url: await listen(server),
    requests,
    async close() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Responds with this body: as JSON, or unchanged if it is a string or bytes. */
export const json =
  (body: unknown, status = 200, headers: Record<string, string> = {}): Handler =>
  (_request, response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(typeof body === "string" || body instanceof Uint8Array ? body : JSON.stringify(body));
  };

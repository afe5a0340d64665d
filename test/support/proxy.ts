import { createServer } from "node:http";
import { connect } from "node:net";
import { listen } from "./listen.js";

/** A proxy on loopback that opens tunnels (RFC 9110, CONNECT), like those at the edge of a company's network. */
export interface TestProxy {
  readonly url: URL;
  /** The requested hosts and ports in order, each with the credentials of its request. */
  readonly tunnels: ReadonlyArray<{ readonly target: string; readonly authorization: string | undefined }>;
  close(): void;
}

/**
 * Starts a proxy that connects every tunnel to the requested port on this machine, with any host name. `allow` may
 * refuse.
 */
export async function startProxy(allow: (target: string) => boolean = () => true): Promise<TestProxy> {
  const tunnels: Array<{ target: string; authorization: string | undefined }> = [];
  const server = createServer((_request, response) => response.writeHead(400).end("only tunnels"));
  server.on("connect", ({ url = "", headers }, socket) => {
    tunnels.push({ target: url, authorization: headers["proxy-authorization"] });
    if (!allow(url)) {
      socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
      return;
    }
    const upstream = connect(Number(url.split(":").at(-1)), "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Connection Established\r\n\r\n");
      upstream.pipe(socket).pipe(upstream);
    });
    for (const end of [socket, upstream]) end.on("error", () => end.destroy());
    socket.on("close", () => upstream.destroy());
  });
  return {
    url: await listen(server),
    tunnels,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

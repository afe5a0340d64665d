import { createServer } from "node:http";
import { connect } from "node:net";
import { listen } from "./listen.js";

/** A proxy on loopback that opens tunnels (RFC 9110, CONNECT), as companies have them at the edge of their networks. */
export interface TestProxy {
  readonly url: URL;
  /** The hosts and ports that it was asked for, in order, each with the credentials that came along. */
  readonly tunnels: ReadonlyArray<{ readonly target: string; readonly authorization: string | undefined }>;
  close(): void;
}

/** Starts a proxy that leads every tunnel to the port that is asked for on this machine, whatever the host's name. `allow` may refuse. */
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

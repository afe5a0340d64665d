import { once } from "node:events";
import type { Server } from "node:net";

/** Makes a server listen on a free port of this machine, and returns its address. */
export async function listen(server: Server): Promise<URL> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("the server has no port");
  return new URL(`http://127.0.0.1:${address.port}`);
}

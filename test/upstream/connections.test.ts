import { type Server, type Socket, createServer } from "node:net";
import { afterEach, expect, test } from "@jest/globals";
import { type UpstreamClient, createUpstreamClient } from "../../src/upstream/client.js";
import { listen } from "../support/listen.js";
import { LIMITS, REQUEST, withToken } from "./client-under-test.js";

const CALLERS = ["a", "b", "c", "d"];
const never = new AbortController().signal;

let client: UpstreamClient;
let server: Server;
afterEach(async () => {
  await client.close();
  server.close();
});

/** A keep-alive response with a page that names the request's token. */
function responseTo(request: string): string {
  const token = /^x-acs-dingtalk-access-token: (?<token>\S+)/im.exec(request)?.groups?.["token"];
  const body = JSON.stringify({ hasMore: false, paragraphList: [{ startTime: 0, endTime: 1, nickName: token }] });
  return `HTTP/1.1 200 OK\r\nconnection: keep-alive\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
}

/** An upstream, or a proxy, that sends each response twice and keeps its connections open. Counts its connections. */
async function serveTwice(repeat: (socket: Socket, response: string) => void): Promise<{ connections: number }> {
  const seen = { connections: 0 };
  server = createServer((socket) => {
    seen.connections += 1;
    socket.on("error", () => {});
    socket.on("data", (request: Buffer) => repeat(socket, responseTo(request.toString("latin1"))));
  });
  client = createUpstreamClient({ ...LIMITS, baseUrl: await listen(server), concurrency: 4, maxAttempts: 3 });
  return seen;
}

/** One call of each caller after the other, a hundred times, in parallel. Returns the pages of other callers. */
async function findForeignPages(): Promise<string[]> {
  const foreign: string[] = [];
  const send = async (name: string) => {
    const source = client.as({ credentials: withToken(name), signal: never });
    for (let call = 0; call < 100; call += 1) {
      const { paragraphs } = await source.getPage(REQUEST);
      if (paragraphs[0]?.nickName !== name) foreign.push(`${paragraphs[0]?.nickName} for ${name}`);
    }
  };
  await Promise.all(CALLERS.map(send));
  return foreign;
}

test.each<readonly [string, (socket: Socket, response: string) => void]>([
  ["at once", (socket, response) => socket.write(response + response)],
  [
    "a moment later",
    (socket, response) => {
      socket.write(response);
      setTimeout(() => socket.writable && socket.write(response), 2);
    },
  ],
])("a response that is repeated %s reaches no call, because no connection serves two calls", async (_when, repeat) => {
  const seen = await serveTwice(repeat);
  expect(await findForeignPages()).toEqual([]);
  expect(seen.connections).toBe(400);
});

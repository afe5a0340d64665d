import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { createServer, type Server, type ServerResponse } from "node:http";
import { once } from "node:events";
import { connect, Socket } from "node:net";
import { afterEach, expect, jest, test } from "@jest/globals";
import { parseConfig } from "../../src/config/parse-config.js";
import { createGateway, type Gateway } from "../../src/gateway.js";
import { listen } from "../support/listen.js";

const PAGE = JSON.stringify({ hasMore: false, paragraphList: [] });
const BODY = JSON.stringify({ query: '{ conference(conferenceId: "m") { paragraphs { nodes { text } } } }' });

let upstream: Server;
let gateway: Gateway;
afterEach(async () => {
  await gateway.close();
  upstream.close();
});

/** A gateway whose upstream responds when the test tells it to. */
async function start(env: Record<string, string>) {
  upstream = createServer();
  const upstreamUrl = await listen(upstream);
  const config = parseConfig({ PORT: "0", LOG_LEVEL: "silent", OVERLOAD_MAX_EVENT_LOOP_DELAY_MS: "0", ...env });
  gateway = await createGateway(config, upstreamUrl);
  return new URL("/graphql", await gateway.listen());
}

/** From now on the upstream responds to every call with this page. */
function respondWith(page: string): void {
  upstream.on("request", (_request, response: ServerResponse) => response.end(page));
}

const send = (url: URL) =>
  fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: "Bearer t" },
    body: BODY,
  });

test("at the maximum number of operations, the gateway refuses the next one at once with Retry-After", async () => {
  const url = await start({ OVERLOAD_MAX_OPERATIONS: "1" });
  const arrived = once(upstream, "request");
  const first = send(url);
  const [, reply]: ServerResponse[] = await arrived;
  const second = await send(url);
  expect([second.status, second.headers.get("retry-after")]).toEqual([503, "5"]);
  expect(await second.json()).toMatchObject({
    errors: [{ extensions: { code: "RATE_LIMITED", retryable: true, retryAfterMs: 5000 } }],
  });
  expect((await fetch(new URL("/health/live", url))).status).toBe(200);
  reply?.end(PAGE);
  expect((await first).status).toBe(200);
});

test("requests whose bodies have not arrived take no operation's place", async () => {
  const url = await start({ OVERLOAD_MAX_OPERATIONS: "1" });
  respondWith(PAGE);
  const slow = connect(Number(url.port), url.hostname).on("error", () => undefined);
  slow.write(`POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{`);
  for (let visits = 0; visits < 5; visits += 1) await fetch(new URL("/health/live", url));
  const { status } = await send(url);
  slow.destroy();
  expect(status).toBe(200);
});

test("the end of an operation makes room for the next one", async () => {
  const url = await start({ OVERLOAD_MAX_OPERATIONS: "1" });
  respondWith(PAGE);
  for (let round = 0; round < 3; round += 1) {
    const response = await send(url);
    await response.text();
    expect(response.status).toBe(200);
  }
});

test("when memory is short the gateway refuses operations, and /health/live still says 200", async () => {
  const url = await start({ OVERLOAD_MAX_MEMORY_PERCENT: "1" });
  const statuses = async () => [(await send(url)).status, (await fetch(new URL("/health/live", url))).status];
  respondWith(PAGE);
  // Memory is checked once a second, from a second after the start.
  await expect(poll(statuses, ([status]) => status === 503)).resolves.toEqual([503, 200]);
});

test("when memory is short the gateway cuts off a body that arrives in parts", async () => {
  const url = await start({});
  respondWith(PAGE);
  const slow = connect(Number(url.port), url.hostname).on("error", () => undefined);
  slow.write(`POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{`);
  const usage = { ...process.memoryUsage(), heapUsed: Infinity };
  const measure = jest.spyOn(process, "memoryUsage").mockReturnValue(usage);
  const statusOf = async () => (await send(url)).status;
  await poll(statusOf, (status) => status === 503);
  slow.resume().write("{");
  await once(slow, "close");
  measure.mockRestore();
  expect(slow.bytesRead).toBe(0);
});

test("at a caller's share of the memory, the gateway makes no further call for it until a response has been sent", async () => {
  const url = await start({ OVERLOAD_MAX_BYTES: "2240000", CACHE: "none" });
  const arrived = once(upstream, "request");
  const first = send(url);
  const [, reply]: ServerResponse[] = await arrived;
  const second = await send(url);
  expect(await second.json()).toMatchObject({
    data: { conference: { paragraphs: null } },
    errors: [{ extensions: { code: "RATE_LIMITED", retryable: true, retryAfterMs: 5000 } }],
  });
  reply?.end(PAGE);
  await (await first).text();
  respondWith(PAGE);
  const isServed = async () => !(await (await send(url)).text()).includes("RATE_LIMITED");
  await expect(poll(isServed, (served) => served)).resolves.toBe(true);
});

test("a client that does not read its response is disconnected, and its memory is released", async () => {
  const url = await start({
    OVERLOAD_MAX_BYTES: "28000000",
    REQUEST_TIMEOUT_MS: "7000",
    OPERATION_TIMEOUT_MS: "40000",
  });
  // A response of 15 MB: one caller has memory for one, but not for two.
  const words = "x".repeat(300_000);
  const paragraphList = Array.from({ length: 50 }, () => ({ startTime: 0, endTime: 1, paragraph: words }));
  respondWith(JSON.stringify({ hasMore: false, paragraphList }));
  const accepted = nextConnection();
  const lazy = connect(Number(url.port), url.hostname).on("error", () => undefined);
  lazy.write(
    `POST /graphql HTTP/1.1\r\nhost: ${url.host}\r\ncontent-type: application/json\r\nauthorization: Bearer t\r\ncontent-length: ${BODY.length}\r\n\r\n${BODY}`,
  );
  await once(lazy, "readable");
  const isTurnedAway = async () => (await (await send(url)).text()).includes("RATE_LIMITED");
  expect((await (await send(url)).text()).slice(0, 300)).toContain("RATE_LIMITED");
  const connection = await accepted;
  expect(connection.timeout).toBe(47_000);
  // Node.js does this itself when nothing has moved for that long.
  connection.emit("timeout");
  expect(connection.destroyed).toBe(true);
  await expect(poll(isTurnedAway, (turnedAway) => !turnedAway)).resolves.toBe(false);
  lazy.destroy();
});

/** The gateway's end of the next connection that any server of this process accepts. */
async function nextConnection(): Promise<Socket> {
  const { promise, resolve, reject } = Promise.withResolvers<Socket>();
  const accept = (message: unknown) => {
    const socket: unknown = Reflect.get(Object(message), "socket");
    if (socket instanceof Socket) resolve(socket);
    else reject(new Error("Node.js sends no socket"));
  };
  subscribe("net.server.socket", accept);
  return promise.finally(() => unsubscribe("net.server.socket", accept));
}

async function poll<T>(read: () => Promise<T>, isDone: (value: T) => boolean): Promise<T> {
  for (let tries = 0; tries < 1000; tries += 1) {
    const value = await read();
    if (isDone(value)) return value;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error("it did not come to that");
}

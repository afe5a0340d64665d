import { once } from "node:events";
import { ServerResponse } from "node:http";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, jest, test } from "@jest/globals";
import fastify, { type FastifyInstance } from "fastify";
import { registerCompression } from "../../src/http/compression.js";
import { freeWhenSent } from "../../src/http/sent-body.js";
import { startTestGateway } from "../support/gateway.js";
import { numberedTranscript } from "../support/transcripts.js";

/** More than the operating system's buffers take. */
const LONG = 50_000_000;

let app: FastifyInstance | undefined;
afterEach(async () => {
  jest.restoreAllMocks();
  await app?.close();
  app = undefined;
});

/** Serves `body` at `/`. `closed` has each response that ended. */
async function serve(body: () => Buffer | string, prepare: (app: FastifyInstance) => Promise<void> = async () => {}) {
  app = fastify();
  await prepare(app);
  const bodies: (Buffer | string)[] = [];
  const closed: Promise<unknown>[] = [];
  app.get("/", async (request, reply) => {
    const made = body();
    bodies.push(made);
    closed.push(once(reply.raw, "close"));
    freeWhenSent(made, reply);
    if (request.headers["x-destroy"] !== undefined) setImmediate(() => reply.raw.destroy());
    return made;
  });
  return { url: new URL(await app.listen({ port: 0, host: "127.0.0.1" })), bodies, closed };
}

/** Different bytes in each place, so that a wrong part is noticed. The memory is of Node.js, not of Jest's context. */
function numbered(length: number, from = 0): Buffer {
  const body = Buffer.allocUnsafeSlow(length);
  const numbers = new Uint32Array(body.buffer);
  for (let place = 0; place < numbers.length; place += 1) numbers[place] = from + place;
  return body;
}

const lengths = (bodies: readonly (Buffer | string)[]) => bodies.map(({ length }) => length);

test("the memory of a large body is free when the client has all of it", async () => {
  const { url, bodies, closed } = await serve(() => numbered(LONG));
  const received = Buffer.from(await (await fetch(url)).arrayBuffer());
  expect(received.equals(numbered(LONG))).toBe(true);
  await Promise.all(closed);
  expect(lengths(bodies)).toEqual([0]);
});

test("twelve responses at once are complete, although each is freed when it is sent", async () => {
  let from = 0;
  const { url, bodies, closed } = await serve(() => numbered(4_000_000, (from += 1_000_000)));
  const read = async () => Buffer.from(await (await fetch(url)).arrayBuffer());
  const received = await Promise.all(Array.from({ length: 12 }, read));
  const firsts = received.map((body) => body.readUInt32LE(0));
  expect(received.every((body) => body.equals(numbered(4_000_000, body.readUInt32LE(0))))).toBe(true);
  expect(new Set(firsts).size).toBe(12);
  await Promise.all(closed);
  expect(lengths(bodies)).toEqual(Array<number>(12).fill(0));
});

test("a compressed response is complete, and its body is freed", async () => {
  const { url, bodies, closed } = await serve(() => numbered(4_000_000), registerCompression);
  const response = await fetch(url, { headers: { "accept-encoding": "gzip" } });
  expect(response.headers.get("content-encoding")).toBe("gzip");
  expect(Buffer.from(await response.arrayBuffer()).equals(numbered(4_000_000))).toBe(true);
  await Promise.all(closed);
  expect(lengths(bodies)).toEqual([0]);
});

test.each([
  ["the client", {}, true],
  ["the server", { "x-destroy": "1" }, false],
])("a body remains if %s closes the connection before all was sent", async (_, headers, byClient) => {
  const { url, bodies, closed } = await serve(() => numbered(LONG));
  const lazy = connect(Number(url.port), url.hostname).on("error", () => undefined);
  const lines = Object.entries({ host: "a", ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  lazy.write(`GET / HTTP/1.1\r\n${lines.join("")}\r\n`);
  lazy.pause();
  while (closed.length === 0) await sleep(5);
  if (byClient) lazy.destroy();
  await Promise.all(closed);
  lazy.destroy();
  expect(lengths(bodies)).toEqual([LONG]);
});

test.each([
  ["a short body", () => numbered(60_000), 60_000],
  ["a part of larger memory", () => numbered(200_000).subarray(0, 100_000), 100_000],
  ["a string", () => "a".repeat(100_000), 100_000],
])("%s is not freed", async (_, body, length) => {
  const { url, bodies, closed } = await serve(body);
  expect((await (await fetch(url)).arrayBuffer()).byteLength).toBe(length);
  await Promise.all(closed);
  expect(lengths(bodies)).toEqual([length]);
});

test("the gateway frees its own large responses", async () => {
  const end = jest.spyOn(ServerResponse.prototype, "end");
  const gateway = await startTestGateway({ transcripts: new Map([["long", numberedTranscript(1000)]]) });
  const query = `{ conference(conferenceId: "long") { paragraphs(first: 1000) { nodes { id recordId text } } } }`;
  const { text } = await gateway.query(query, { headers: { "accept-encoding": "identity" } });
  await gateway.close();
  expect(Buffer.byteLength(text)).toBeGreaterThan(100_000);
  // The simulator sends text.
  const bodies = end.mock.calls.map(([body]: readonly unknown[]) => body).filter((body) => Buffer.isBuffer(body));
  expect(lengths(bodies)).toEqual([0]);
});

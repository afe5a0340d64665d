import { connect } from "node:net";
import { afterEach, expect, test } from "@jest/globals";
import fastify, { type FastifyInstance } from "fastify";
import { registerSlowReaders } from "../../src/http/slow-readers.js";

const LENGTH = 50_000_000;
const NO_GRACE = 0;
let app: FastifyInstance;
afterEach(() => app.close());

/** Serves a long response at `/`. `ended` tells, for each closed connection, whether its response was complete. */
async function serve(minBytesPerSecond: number, graceMs: number) {
  app = fastify();
  registerSlowReaders(app, minBytesPerSecond, graceMs);
  const ended: boolean[] = [];
  app.get("/", async (_request, reply) => {
    reply.raw.once("close", () => ended.push(reply.raw.writableFinished));
    return Buffer.alloc(LENGTH);
  });
  return { url: new URL(await app.listen({ port: 0, host: "127.0.0.1" })), ended };
}

test("a client that does not read its response in time is disconnected", async () => {
  const { url, ended } = await serve(LENGTH * 20, NO_GRACE);
  const lazy = connect(Number(url.port), url.hostname).on("error", () => undefined);
  lazy.write("GET / HTTP/1.1\r\nhost: a\r\n\r\n");
  lazy.pause();
  while (ended.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(ended).toEqual([false]);
  lazy.destroy();
});

test("a client that reads its response in time gets all of it", async () => {
  const { url, ended } = await serve(1, 60_000);
  expect((await (await fetch(url)).arrayBuffer()).byteLength).toBe(LENGTH);
  expect(ended.every(Boolean)).toBe(true);
});

import { connect } from "node:net";
import { afterEach, expect, jest, test } from "@jest/globals";
import fastify, { type FastifyInstance } from "fastify";
import { registerSlowReaders } from "../../src/http/slow-readers.js";

const LENGTH = 50_000_000;
const NO_GRACE = 0;
let app: FastifyInstance;
afterEach(async () => {
  jest.useRealTimers();
  await app.close();
});

/**
 * Serves a long response at `/`. `ended` tells, for each closed connection, whether its response was complete; `log`
 * has the lines.
 */
async function serve(minBytesPerSecond: number, graceMs: number, connectionTimeout = 0) {
  const log: string[] = [];
  app = fastify({ connectionTimeout, logger: { stream: { write: (line) => log.push(line) } } });
  registerSlowReaders(app, minBytesPerSecond, graceMs);
  const ended: boolean[] = [];
  app.get("/", async (_request, reply) => {
    reply.raw.once("close", () => ended.push(reply.raw.writableFinished));
    return Buffer.alloc(LENGTH);
  });
  return { url: new URL(await app.listen({ port: 0, host: "127.0.0.1" })), ended, log: () => log.join("") };
}

test.each([
  ["in time", { minBytesPerSecond: LENGTH * 20, graceMs: NO_GRACE, idleMs: 0 }],
  ["at all", { minBytesPerSecond: 0, graceMs: NO_GRACE, idleMs: 200 }],
])("a client that does not read its response %s is disconnected, and the log says so", async (_how, options) => {
  const { url, ended, log } = await serve(options.minBytesPerSecond, options.graceMs, options.idleMs);
  const lazy = connect(Number(url.port), url.hostname).on("error", () => undefined);
  lazy.write("GET / HTTP/1.1\r\nhost: a\r\n\r\n");
  lazy.pause();
  while (ended.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(ended).toEqual([false]);
  expect(log()).toContain("a response was read too slowly");
  lazy.destroy();
});

test("a client that reads its response in time gets all of it, and the log has no line about it later", async () => {
  jest.useFakeTimers({ doNotFake: ["nextTick", "queueMicrotask", "setImmediate"] });
  const { url, ended, log } = await serve(1, 60_000);
  expect((await (await fetch(url)).arrayBuffer()).byteLength).toBe(LENGTH);
  while (ended.length === 0) await new Promise(setImmediate);
  jest.advanceTimersByTime(2 ** 31);
  expect(ended).toEqual([true]);
  expect(log()).not.toContain("too slowly");
});

import { getEventListeners, once } from "node:events";
import { inspect } from "node:util";
import { gzipSync } from "node:zlib";
import { expect, test } from "@jest/globals";
import { createHttpClient } from "../../../src/upstream/http/exchange.js";
import { rejection } from "../client-under-test.js";
import { serve } from "../scripted-server.js";

const DIRECT = {
  proxy: { httpsProxy: "", httpProxy: "", noProxy: "" },
  timeoutMs: 1000,
  maxResponseBytes: 1000,
};

test.each([
  ["directly", ""],
  ["through a proxy", "http://127.0.0.1:9"],
])("a header that HTTP forbids is not sent %s, and the error does not repeat it", async (_how, httpProxy) => {
  const client = createHttpClient({ ...DIRECT, proxy: { ...DIRECT.proxy, httpProxy } });
  const request = { origin: "http://127.0.0.1:9", path: "/", headers: { token: "SECRET\n" } };
  const error = await rejection(client.exchange(request, new AbortController().signal));
  expect(error).toMatchObject({ code: "UPSTREAM_UNAVAILABLE", cause: { code: "UND_ERR_INVALID_ARG" } });
  expect(inspect(error, { depth: null })).not.toContain("SECRET");
  await client.close();
});

test("an exchange that has ended leaves no connection and no listener, and closing waits for it", async () => {
  let isSent = false;
  const server = await serve((_request, response) => {
    setTimeout(() => response.end("page", () => (isSent = true)), 50);
  });
  const client = createHttpClient(DIRECT);
  const { signal } = new AbortController();
  const exchange = client.exchange({ origin: server.url.origin, path: "/", headers: {} }, signal);
  await client.close();
  expect(isSent).toBe(true);
  await exchange;
  expect(getEventListeners(signal, "abort")).toEqual([]);
  const socket = server.requests[0]?.socket;
  if (socket?.destroyed === false) await once(socket, "close", { signal: AbortSignal.timeout(2000) });
  await server.close();
});

test("a response may have the maximum length once it is unpacked", async () => {
  const server = await serve((_request, response) => {
    response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync("x".repeat(1000)));
  });
  const request = { origin: server.url.origin, path: "/", headers: {} };
  const { body } = await createHttpClient(DIRECT).exchange(request, new AbortController().signal);
  expect(body).toHaveLength(1000);
  await server.close();
});

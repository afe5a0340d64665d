import { createServer } from "node:net";
import { inspect } from "node:util";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "@jest/globals";
import type { ErrorCode } from "../../src/errors.js";
import { createUpstreamClient } from "../../src/upstream/client.js";
import { listen } from "../support/listen.js";
import { LIMITS, REQUEST, TOKEN, closeAfterEach, rejection, setUp, withToken } from "./client-under-test.js";
import { type Handler, json } from "./scripted-server.js";

closeAfterEach();

const PAGE = JSON.stringify({ hasMore: false, paragraphList: [] });

const raw =
  (text: string): Handler =>
  ({ socket }) => {
    socket.end(text);
  };

/** Sends half of a body, and then calls `then`. */
const half =
  (then: (socket: Parameters<Handler>[0]["socket"]) => void, head: Record<string, string> = {}): Handler =>
  ({ socket }, response) => {
    response.writeHead(200, head);
    response.write(PAGE.slice(0, 10), () => setImmediate(() => then(socket)));
  };

const WHOLE = { "content-length": String(PAGE.length) };
const HALF_ZIPPED = gzipSync(PAGE).subarray(0, 20);

const SCRIPTS: ReadonlyArray<readonly [string, Handler, ErrorCode, RegExp]> = [
  ["a failure of the table", json({ code: "permissionError", message: TOKEN }, 404), "FORBIDDEN", /may not read/],
  ["a failure with HTTP 200", json({ code: "cloudRecordNotFound" }), "CLOUD_RECORD_NOT_FOUND", /recording/],
  [
    "a failure in another character set",
    json(Buffer.from('{"code":"systemError","message":"\u00e9"}', "latin1"), 500),
    "UPSTREAM_UNAVAILABLE",
    /again/,
  ],
  ["a ban", json({ status: 1111, wait: 5, punish: "deny" }), "UPSTREAM_BLOCKED", /blocked/],
  ["a web page", json("<html></html>", 200, { "content-type": "text/html" }), "UPSTREAM_BLOCKED", /web page/],
  [
    "a web page in another character set",
    json(Buffer.from("\u00e9", "latin1"), 200, { "content-type": "text/html" }),
    "UPSTREAM_BLOCKED",
    /web page/,
  ],
  ["a body that is no JSON", json("OK"), "UPSTREAM_BAD_RESPONSE", /not JSON/],
  [
    "a body that is not UTF-8",
    json(Buffer.from('{"hasMore":false,"x":"\u00e9"}', "latin1")),
    "UPSTREAM_BAD_RESPONSE",
    /UTF-8/,
  ],
  ["no body", json("", 200), "UPSTREAM_BAD_RESPONSE", /not JSON/],
  [
    "a failure without a body that is said to be compressed",
    json("", 503, { "content-encoding": "gzip" }),
    "UPSTREAM_UNAVAILABLE",
    /again/,
  ],
  [
    "a body in a content encoding that was not requested",
    json(PAGE, 200, { "content-encoding": "br" }),
    "UPSTREAM_BAD_RESPONSE",
    /coding/,
  ],
  [
    "a body that is compressed twice",
    json(gzipSync(gzipSync(PAGE)), 200, { "content-encoding": "gzip, gzip" }),
    "UPSTREAM_BAD_RESPONSE",
    /coding/,
  ],
  [
    "a body that is not compressed, but said to be",
    json(PAGE, 200, { "content-encoding": "gzip" }),
    "UPSTREAM_BAD_RESPONSE",
    /cut short/,
  ],
  [
    "half of a compressed body",
    json(HALF_ZIPPED, 200, { "content-encoding": "gzip" }),
    "UPSTREAM_BAD_RESPONSE",
    /cut short/,
  ],
  [
    "a body that is too long",
    json({ padding: "x".repeat(1_000_000) }),
    "UPSTREAM_BAD_RESPONSE",
    /longer than 1000000 bytes/,
  ],
  [
    "a body that is too long once it is decompressed",
    json(gzipSync("x".repeat(1_000_001)), 200, { "content-encoding": "gzip" }),
    "UPSTREAM_BAD_RESPONSE",
    /longer than 1000000 bytes/,
  ],
  ["half a body of a known length", half((socket) => socket.end(), WHOLE), "UPSTREAM_BAD_RESPONSE", /cut short/],
  ["half a body in chunks", half((socket) => socket.end()), "UPSTREAM_BAD_RESPONSE", /cut short/],
  [
    "a reset in the middle of a body",
    half((socket) => socket.resetAndDestroy()),
    "UPSTREAM_UNAVAILABLE",
    /closed the connection/,
  ],
  [
    "a reset instead of a response",
    ({ socket }) => socket.resetAndDestroy(),
    "UPSTREAM_UNAVAILABLE",
    /closed the connection/,
  ],
  ["an end instead of a response", ({ socket }) => socket.end(), "UPSTREAM_UNAVAILABLE", /closed the connection/],
  [
    "chunks without a valid length",
    raw("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n"),
    "UPSTREAM_BAD_RESPONSE",
    /not valid HTTP/,
  ],
  [
    "two different lengths",
    raw("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}"),
    "UPSTREAM_BAD_RESPONSE",
    /not valid HTTP/,
  ],
  ["something other than HTTP", raw("SSH-2.0-OpenSSH_9.9\r\n"), "UPSTREAM_BAD_RESPONSE", /not valid HTTP/],
  [
    "headers without an end",
    raw(`HTTP/1.1 200 OK\r\nx: ${"x".repeat(70_000)}\r\n\r\n`),
    "UPSTREAM_BAD_RESPONSE",
    /not valid HTTP/,
  ],
];

describe("an upstream that responds with", () => {
  test.each(SCRIPTS)("%s: the error says what is wrong", async (_what, handler, code, message) => {
    const { source } = await setUp(handler);
    expect(await rejection(source.getPage(REQUEST))).toMatchObject({ code, message: expect.stringMatching(message) });
  });

  test.each(SCRIPTS)("%s: the error and its causes contain no token, address or body", async (_what, handler) => {
    const { server, source } = await setUp(handler);
    const error = await rejection(source.getPage(REQUEST));
    const printed = inspect(error, { depth: null, showHidden: true }).replaceAll(/^\s+at .*$/gm, "");
    for (const secret of [TOKEN, "SECRET", server.url.port, "127.0.0.1", "getTexts", "xxxx", "paragraphList"]) {
      expect(printed).not.toContain(secret);
    }
  });

  test("a redirect is not followed", async () => {
    const { server, source } = await setUp((request, response) => {
      if (request.url === "/elsewhere") json(PAGE)(request, response);
      else json("", 302, { location: "/elsewhere" })(request, response);
    });
    await expect(source.getPage(REQUEST)).rejects.toMatchObject({
      code: "UPSTREAM_BAD_RESPONSE",
      details: { upstream: { status: 302 } },
    });
    expect(server.requests).toHaveLength(1);
  });

  test("a failure has its own request id and its own wait", async () => {
    const { source } = await setUp(
      json({ code: "systemBusy" }, 429, { "retry-after": "3", "x-acs-request-id": "R-9" }),
    );
    await expect(source.getPage(REQUEST)).rejects.toMatchObject({
      extensions: { retryAfterMs: 3000, upstream: { status: 429, code: "systemBusy", requestId: "R-9" } },
    });
  });
});

const send = (baseUrl: URL) =>
  createUpstreamClient({ ...LIMITS, baseUrl })
    .as({ credentials: withToken(TOKEN), signal: new AbortController().signal })
    .getPage(REQUEST);

describe("an upstream that cannot be reached", () => {
  test("because nothing listens there is unavailable", async () => {
    const server = createServer();
    const url = await listen(server);
    await new Promise((closed) => server.close(closed));
    const error = await rejection(send(url));
    expect(error).toMatchObject({ code: "UPSTREAM_UNAVAILABLE", retryable: true, cause: { message: "ECONNREFUSED" } });
    expect(inspect(error, { depth: null })).not.toContain(url.port);
  });

  test("because its certificate is not trusted or it speaks no TLS is unavailable", async () => {
    const { server } = await setUp(json(PAGE));
    await expect(send(new URL(`https://127.0.0.1:${server.url.port}`))).rejects.toMatchObject({
      code: "UPSTREAM_UNAVAILABLE",
    });
    expect(server.requests).toHaveLength(0);
  });

  test("because the client is closed is unavailable, and closing twice has no further effect", async () => {
    const { client, source } = await setUp(json(PAGE));
    await Promise.all([client.close(), client.close()]);
    await expect(source.getPage(REQUEST)).rejects.toMatchObject({ code: "UPSTREAM_UNAVAILABLE" });
  });
});

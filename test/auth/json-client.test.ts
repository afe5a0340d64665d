import { createServer, type RequestListener, type Server } from "node:http";
import { afterEach, expect, test } from "@jest/globals";
import { createTokenFetcher } from "../../src/auth/fetch-app-token.js";
import { createKeyFetcher } from "../../src/auth/identity-provider.js";
import { createJsonClient } from "../../src/upstream/http/json-client.js";

let server: Server | null = null;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** Starts a server on this machine and returns its address. */
async function serve(listener: RequestListener): Promise<URL> {
  const started = createServer(listener);
  server = started;
  await new Promise<void>((resolve) => started.listen(0, "127.0.0.1", resolve));
  const address = started.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return new URL(`http://127.0.0.1:${address.port}`);
}

/** A client with a timeout of 50 ms instead of 5 s. */
const HASTY = createJsonClient(50);
const CLIENT = createJsonClient(30_000);

test.each<[string, RequestListener]>([
  ["never responds", () => undefined],
  ["stops after the headers", (_request, response) => response.writeHead(200).flushHeaders()],
  ["stops in the middle of the body", (_request, response) => void response.writeHead(200).write('{"keys":')],
])(
  "a call to a service that %s ends at the deadline, and the error does not contain the address",
  async (_how, listener) => {
    const url = await serve(listener);
    const app = { key: "key", readSecret: async () => "hush" };
    for (const attempt of [
      createKeyFetcher({ issuer: url.href, jwksUrl: null }, HASTY),
      createTokenFetcher(url, app, HASTY),
    ]) {
      const error: unknown = await attempt().catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(Error);
      expect(String(error)).not.toMatch(/127\.0\.0\.1|hush/);
    }
  },
);

test("a response in time has its status, and a response that is not JSON has no body", async () => {
  const url = await serve((request, response) =>
    request.url === "/json" ? response.writeHead(418).end('{"a":1}') : response.end("<html>"),
  );
  expect(await CLIENT({ url: new URL("/json", url) })).toEqual({ status: 418, body: { a: 1 } });
  expect(await CLIENT({ url })).toEqual({ status: 200, body: null });
});

test("redirects are not followed, so that no secret goes to another address", async () => {
  const requested: string[] = [];
  const url = await serve((request, response) => {
    requested.push(request.url ?? "");
    response.writeHead(307, { location: "/elsewhere" }).end();
  });
  expect(await CLIENT({ url, body: { appSecret: "hush" } })).toMatchObject({ status: 307 });
  expect(requested).toEqual(["/"]);
});

test("a response of one mebibyte is read, and a longer one is refused", async () => {
  const text = "x".repeat(1_048_574);
  const url = await serve((request, response) => response.end(request.url === "/long" ? `"${text}" ` : `"${text}"`));
  expect((await CLIENT({ url })).body).toBe(text);
  await expect(CLIENT({ url: new URL("/long", url) })).rejects.toThrow("TOO_LONG");
});

test("a request is a POST if it has a body, otherwise a GET", async () => {
  const url = await serve((request, response) => {
    const { method, headers } = request;
    response.end(JSON.stringify([method, headers.accept, headers["content-type"] ?? null]));
  });
  expect((await CLIENT({ url })).body).toEqual(["GET", "application/json", null]);
  expect((await CLIENT({ url, body: {} })).body).toEqual(["POST", "application/json", "application/json"]);
});

import { mkdtemp, mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import fastify, { type FastifyInstance } from "fastify";
import { parseConfig } from "../../src/config/parse-config.js";
import { findPlaygroundAssets } from "../../src/http/playground/assets.js";
import type { PageOptions } from "../../src/http/playground/page.js";
import { type NoPlayground, registerPlayground } from "../../src/http/playground/playground.js";
import { registerSecurityHeaders } from "../../src/http/security-headers.js";
import { startTestGateway } from "../support/gateway.js";

const BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8";
const SCRIPT = "export const playground = 1;\n".repeat(100);

let built: string;
let app: FastifyInstance;

beforeAll(async () => {
  built = await mkdtemp(join(tmpdir(), "playground-"));
  await mkdir(join(built, "v1"));
  await writeFile(join(built, "version"), "v1");
  await writeFile(join(built, "v1", "main.js"), SCRIPT);
  await writeFile(join(built, "v1", "main.js.br"), brotliCompressSync(SCRIPT));
  await writeFile(join(built, "v1", "main.js.gz"), gzipSync(SCRIPT));
  app = createApp({ demo: true });
});
afterAll(async () => {
  await app.close();
  await rm(built, { recursive: true });
});

const PLAIN: PageOptions = { demo: false, wantsJwt: false, showsCost: false, signInPage: null };

/** An app whose API says only that it is the API. */
function createApp(options: Partial<PageOptions> | NoPlayground): FastifyInstance {
  const assets = findPlaygroundAssets(pathToFileURL(`${built}/`));
  if (assets === null) throw new Error("the assets are there");
  const made = fastify();
  registerSecurityHeaders(made);
  const preHandler = registerPlayground(made, "missing" in options ? options : { assets, ...PLAIN, ...options });
  made.route({ method: ["GET", "POST"], url: "/graphql", preHandler, handler: async () => ({ api: true }) });
  return made;
}

const get = (url: string, headers: Record<string, string> = {}) => app.inject({ url, headers });

test("a browser gets the page, with headers that restrict it to its own origin", async () => {
  const response = await get("/graphql", { accept: BROWSER });
  expect(response.statusCode).toBe(200);
  expect(response.headers).toMatchObject({
    "content-type": "text/html; charset=utf-8",
    "cache-control": "no-cache",
    vary: "accept",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
  });
  const policy = String(response.headers["content-security-policy"]);
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toMatch(/unsafe-eval|https?:/);
});

test("every file that the page names exists", async () => {
  const page = await get("/graphql", { accept: BROWSER });
  const addresses = [...page.body.matchAll(/(?:src|href)="(graphql[^"]+\.js)"/g)].map((match) => `/${match[1]}`);
  expect(addresses).toEqual(["/graphql/playground/v1/main.js"]);
  for (const address of addresses) expect((await get(address)).statusCode).toBe(200);
});

test.each([
  ["the examples are for the demo", { demo: true }, "data-demo"],
  ["responses say what they cost", { showsCost: true }, "data-cost"],
])("the page says whether %s", async (_what, options, attribute) => {
  const [one, plain] = [createApp(options), createApp({})];
  const request = { url: "/graphql", headers: { accept: BROWSER } };
  expect((await one.inject(request)).body).toContain(attribute);
  expect((await plain.inject(request)).body).not.toContain(attribute);
  await Promise.all([one.close(), plain.close()]);
});

test("the root redirects to the playground by a relative address, so that a proxy may add a path", async () => {
  const { statusCode, headers } = await get("/", { accept: BROWSER });
  expect([statusCode, headers.location]).toEqual([302, "graphql"]);
});

test("the page has the sign-in address and says whether callers send a JWT; no address can end its attribute", async () => {
  const signInPage = new URL('http://127.0.0.1:4100/demo"><script>alert(1)</script>&copy/sign-in');
  const one = createApp({ wantsJwt: true, signInPage });
  const { body } = await one.inject({ url: "/graphql", headers: { accept: BROWSER } });
  const [, address] = /<div id="playground" data-jwt data-sign-in-page="([^"]*)">Loading/.exec(body) ?? [];
  expect(address?.replaceAll("&amp;", "&")).toBe(signInPage.href);
  expect(body).not.toContain("alert(1)</script>");
  expect((await get("/graphql", { accept: BROWSER })).body).not.toMatch(/data-jwt|data-sign-in-page/);
  await one.close();
});

test.each([
  ["requests JSON", "/graphql", "application/json"],
  ["requests GraphQL's own type", "/graphql", "application/graphql-response+json, application/json;q=0.9"],
  ["accepts anything", "/graphql", "*/*"],
  ["accepts JSON and HTML alike", "/graphql", "application/json, text/html"],
  ["comes from a browser, but has a query", "/graphql?query=%7B__typename%7D", BROWSER],
])("a GET that %s reaches the API", async (_which, url, accept) => {
  const response = await get(url, { accept });
  expect(response.json()).toEqual({ api: true });
  expect(response.headers.vary).toBe("accept");
});

test("a POST reaches the API, whatever it accepts", async () => {
  const response = await app.inject({ method: "POST", url: "/graphql", headers: { accept: BROWSER }, payload: {} });
  expect(response.json()).toEqual({ api: true });
});

const decoders: Record<string, (bytes: Buffer) => Buffer> = {
  br: brotliDecompressSync,
  gzip: gunzipSync,
  undefined: (bytes) => bytes,
};

test.each([
  ["br", "br"],
  ["gzip, deflate", "gzip"],
  ["identity", undefined],
])("a client that accepts %s gets a file that may be cached for ever", async (accepted, encoding) => {
  const response = await get("/graphql/playground/v1/main.js", { "accept-encoding": accepted });
  expect(response.headers["content-encoding"]).toBe(encoding);
  expect(response.headers).toMatchObject({
    "content-type": expect.stringMatching(/^(?:text|application)\/javascript; charset=utf-8$/),
    "cache-control": "public, max-age=31536000, immutable",
    vary: "accept-encoding",
    "x-content-type-options": "nosniff",
  });
  expect(decoders[String(encoding)]?.(response.rawPayload).toString()).toBe(SCRIPT);
});

test.each([
  "/graphql/playground/v1/../version",
  "/graphql/playground/v1/%2e%2e/version",
  "/graphql/playground/v1/..%2fversion",
  "/graphql/playground/v1/%2e%2e%5cversion",
  "/graphql/playground/v0/main.js",
  "/graphql/playground/v1/",
  "/graphql/playground/version",
])("no other file is served: %s", async (url) => {
  const response = await get(url);
  expect([400, 403, 404]).toContain(response.statusCode);
  expect(response.body).not.toBe("v1");
});

test("files that have not been built are null", () => {
  expect(findPlaygroundAssets(pathToFileURL(`${built}/nowhere/`))).toBeNull();
});

test("the playground is on by default, except in production", () => {
  const production = { NODE_ENV: "production", DINGTALK_BASE_URL: "https://api.dingtalk.com" };
  expect(parseConfig({}).exploring.playgroundEnabled).toBe(true);
  expect(parseConfig({ PLAYGROUND_ENABLED: "false" }).exploring.playgroundEnabled).toBe(false);
  expect(parseConfig(production).exploring.playgroundEnabled).toBe(false);
  expect(parseConfig({ ...production, PLAYGROUND_ENABLED: "true" }).exploring.playgroundEnabled).toBe(true);
  expect(() => parseConfig({ PLAYGROUND_ENABLED: "yes" })).toThrow("PLAYGROUND_ENABLED: must be true or false");
});

test("without the playground a browser gets a message that says how to switch it on, also at the root", async () => {
  const gateway = await startTestGateway({}, { PLAYGROUND_ENABLED: "false" });
  const addresses = [gateway.url, new URL("/", gateway.url)];
  const responses = await Promise.all(addresses.map((url) => fetch(url, { headers: { accept: BROWSER } })));
  expect(responses.map(({ status }) => status)).toEqual([400, 404]);
  for (const response of responses)
    expect(await response.text()).toContain("The playground is switched off: PLAYGROUND_ENABLED=true switches it on.");
  await gateway.close();
});

test("without the playground, the API serves all other requests as before", async () => {
  const off = createApp({ missing: "none here" });
  for (const headers of [{ accept: "*/*" }, { accept: "application/json" }])
    expect((await off.inject({ url: "/graphql", headers })).json()).toEqual({ api: true });
  const withQuery = { url: "/graphql?query=%7B__typename%7D", headers: { accept: BROWSER } };
  expect((await off.inject(withQuery)).json()).toEqual({ api: true });
  expect((await off.inject({ url: "/", headers: { accept: "*/*" } })).statusCode).toBe(404);
  await off.close();
});

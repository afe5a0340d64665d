import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { startTestGateway, type TestGateway } from "../support/gateway.js";
import { exchangeRaw } from "../support/raw-exchange.js";

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway({}, { REQUEST_MAX_BYTES: "2000" });
});
afterAll(() => gateway.close());

const QUERY = JSON.stringify({ query: "{ __typename }" });
const JSON_TYPE = { "content-type": "application/json" };
const fetchFrom = (init: RequestInit = {}, path = "/graphql") => fetch(new URL(path, gateway.url), init);
const post = (headers: Record<string, string> = {}, body = QUERY) =>
  fetchFrom({ method: "POST", headers: { ...JSON_TYPE, ...headers }, body });
const search = `/graphql?query=${encodeURIComponent("{ __typename }")}`;

async function refusal(response: Response) {
  const { errors } = JSON.parse(await response.text());
  return [response.status, errors[0].extensions.code, errors[0].message];
}

describe("a request that GraphQL does not see gets an error in GraphQL's format:", () => {
  test("a body that is too long", async () => {
    expect(await refusal(await post({}, JSON.stringify({ query: " ".repeat(2000) })))).toEqual([
      413,
      "OPERATION_TOO_COSTLY",
      "the request body has more than 2000 bytes",
    ]);
  });

  test.each(["{", '{"query":', "nonsense", '{"__proto__":{"a":1}}', ""])("the body %j", async (body) => {
    const [status, code] = await refusal(await post({}, body));
    expect([status, code]).toEqual([400, "BAD_REQUEST"]);
  });

  test.each(["text/plain", "application/xml", "multipart/form-data; boundary=x", "x"])(
    "the content type %s",
    async (type) => {
      expect(await refusal(await post({ "content-type": type }))).toEqual([
        415,
        "BAD_REQUEST",
        "the content type must be application/json",
      ]);
    },
  );

  test("a list of operations", async () => {
    const response = await post({}, `[${QUERY},${QUERY}]`);
    expect(await refusal(response)).toEqual([400, "BAD_REQUEST", expect.stringContaining("batching")]);
  });

  test("a path that is not there", async () => {
    const response = await fetchFrom({}, "/admin?token=secret");
    expect(await refusal(response)).toEqual([404, "NOT_FOUND", "there is nothing here; the API is at /graphql"]);
  });

  test.each(["PUT", "PATCH", "DELETE"])("the method %s", async (method) => {
    const response = await fetchFrom({ method });
    expect(response.headers.get("allow")).toBe("GET, HEAD, POST, OPTIONS");
    expect(await refusal(response)).toEqual([405, "METHOD_NOT_ALLOWED", "this takes GET, HEAD, POST"]);
  });

  test.each(["/%E0%A4%A", "/graphql/%zz"])("the path %s", async (path) => {
    const [, body] = await exchangeRaw(gateway.url, `GET ${path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`);
    expect(body).toContain('"code":"BAD_REQUEST"');
  });

  test.each(["a b", "[", "a:b:c", "<>", "a\r\nHost: a"])("the host %j", async (host) => {
    const [status, response] = await exchangeRaw(
      gateway.url,
      `GET ${search} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`,
    );
    expect([status, response]).toEqual([400, expect.stringContaining("the Host header names no host")]);
  });
});

test("OPTIONS lists the methods, and allows nothing to other origins", async () => {
  const response = await fetchFrom({ method: "OPTIONS", headers: { origin: "https://a.example" } });
  expect([response.status, response.headers.get("allow")]).toEqual([204, "GET, HEAD, POST, OPTIONS"]);
  expect([...response.headers.keys()].filter((name) => name.startsWith("access-control"))).toEqual([]);
});

const TOO_LONG = "the request's URL and headers have more than 16 KiB together";

test.each([
  ["headers that are too long", search, `X: ${"a".repeat(17_000)}`, 431, TOO_LONG],
  ["a URL that is too long", `${search}${"+".repeat(17_000)}`, "X: a", 431, TOO_LONG],
  ["a header without a name", search, ": a", 400, "the HTTP request is invalid or incomplete"],
])("%s: the error says so", async (_what, path, header, status, message) => {
  const [actual, body] = await exchangeRaw(gateway.url, `GET ${path} HTTP/1.1\r\nHost: a\r\n${header}\r\n\r\n`);
  expect([actual, body]).toEqual([status, expect.stringContaining(`"message":"${message}"`)]);
});

describe("a request that a form or a link of another origin could send does not run:", () => {
  test("a GET without its own header", async () => {
    const [status, code, message] = await refusal(await fetchFrom({}, search));
    expect([status, code, message]).toEqual([
      400,
      "BAD_REQUEST",
      expect.stringContaining("Cross-Site Request Forgery"),
    ]);
  });

  test("a GET with nothing but HTTP's own authorization", async () => {
    const response = await fetchFrom({ headers: { authorization: "Basic ZGVtbzpkZW1v" } }, search);
    expect(response.status).toBe(400);
  });

  test.each(["x-acs-dingtalk-access-token", "apollo-require-preflight"])(
    "a GET with %s is not such a request",
    async (name) => {
      const response = await fetchFrom({ headers: { [name]: "demo-token" } }, search);
      expect([response.status, await response.json()]).toEqual([200, { data: { __typename: "Query" } }]);
    },
  );
});

test.each([
  ["a response", () => post()],
  ["a refusal", () => post({}, "{")],
  ["nothing", () => fetchFrom({}, "/nowhere")],
])("browsers neither store nor frame %s, nor guess its type", async (_what, send) => {
  const { headers } = await send();
  expect(Object.fromEntries(headers)).toMatchObject({
    "cache-control": "private, no-store",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
  });
  expect(headers.get("server") ?? headers.get("x-powered-by")).toBeNull();
});

const idOf = async (id: string) => (await post({ "x-request-id": id })).headers.get("x-request-id");

test("the response repeats the request id, and an unsafe id is replaced", async () => {
  expect(await idOf("router-7f:3")).toBe("router-7f:3");
  for (const id of ["a b", 'a"b', "é", "x".repeat(129)]) expect(await idOf(id)).toMatch(/^[\da-f-]{36}$/);
});

describe("a request that does not arrive is aborted, and its connection is closed:", () => {
  test.each([
    ["headers that stop", "POST /graphql HTTP/1.1\r\nHost: a\r\n"],
    [
      "a body that stops",
      `POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"query`,
    ],
  ])("%s", async (_what, text) => {
    const impatient = await startTestGateway({}, { REQUEST_TIMEOUT_MS: "300" });
    const [status, response] = await exchangeRaw(impatient.url, text);
    await impatient.close();
    expect([status, response]).toEqual([408, expect.stringContaining("did not arrive in time")]);
  });
});

test("a request may take as long as the variable allows", async () => {
  const patient = await startTestGateway({}, { REQUEST_TIMEOUT_MS: "3600000" });
  expect((await patient.query("{ __typename }")).status).toBe(200);
  await patient.close();
});

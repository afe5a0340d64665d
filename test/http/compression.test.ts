import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { buffer } from "node:stream/consumers";
import { brotliDecompressSync, gunzipSync, gzipSync, zstdDecompressSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { startTestGateway, type TestGateway } from "../support/gateway.js";

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway.close());

const read = (first: number) =>
  `{ conference(conferenceId: "demo") { paragraphs(first: ${first}) { nodes { text sentences { nodes { text words { nodes { text } } } } } } } }`;

interface Response {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
}

/** Sends a request without headers that an HTTP client would add, and returns the response without decompression. */
async function send(url: URL, first: number, headers: Record<string, string>, body?: Buffer): Promise<Response> {
  const all = { "content-type": "application/json", "x-acs-dingtalk-access-token": "demo-token", ...headers };
  const sent = request(url, { method: "POST", headers: all });
  sent.end(body ?? JSON.stringify({ query: read(first) }));
  const [response]: IncomingMessage[] = await once(sent, "response");
  if (response === undefined) throw new Error("no response");
  return { status: response.statusCode ?? 0, headers: response.headers, body: await buffer(response) };
}

test.each([
  ["gzip", "gzip", gunzipSync],
  ["br, gzip", "br", brotliDecompressSync],
  ["gzip, deflate, br, zstd", "zstd", zstdDecompressSync],
])(
  "a client that accepts %s gets %s, a quarter of the size or less, with the same content",
  async (accepted, encoding, unpack) => {
    const plain = await send(gateway.url, 100, {});
    const packed = await send(gateway.url, 100, { "accept-encoding": accepted });
    expect(packed.headers["content-encoding"]).toBe(encoding);
    expect(packed.headers.vary).toMatch(/accept-encoding/i);
    expect(unpack(packed.body).equals(plain.body)).toBe(true);
    expect(packed.body.length).toBeLessThan(plain.body.length / 4);
  },
);

test.each([
  ["does not say that it accepts any", 100, {}],
  ["accepts an encoding that is not offered", 100, { "accept-encoding": "compress" }],
  ["gets a response that is short", 1, { "accept-encoding": "gzip" }],
])("a client that %s gets the response uncompressed", async (_, first, headers) => {
  const { headers: given, body } = await send(gateway.url, first, headers);
  expect(given["content-encoding"]).toBeUndefined();
  expect(JSON.parse(body.toString())).toHaveProperty("data.conference.paragraphs.nodes.0.text");
});

test("a compressed request is refused, because it could expand to any size", async () => {
  const packed = gzipSync(JSON.stringify({ query: read(1) }));
  expect((await send(gateway.url, 1, { "content-encoding": "gzip" }, packed)).status).toBe(400);
});

test("compression can be switched off", async () => {
  const plain = await startTestGateway({}, { COMPRESSION_ENABLED: "false" });
  const { headers } = await send(plain.url, 100, { "accept-encoding": "gzip" });
  await plain.close();
  expect(headers["content-encoding"]).toBeUndefined();
});

import { constants } from "node:crypto";
import { once } from "node:events";
import { createServer, type ServerOptions } from "node:https";
import type { TLSSocket } from "node:tls";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type TestCertificate, makeCertificate } from "./support/certificate.js";
import { buildGateway } from "./support/build-gateway.js";
import { startGatewayProcess } from "./support/gateway-process.js";
import { listen } from "./support/listen.js";
import { type TestProxy, startProxy } from "./support/proxy.js";

let certificate: TestCertificate;
let proxy: TestProxy;
let outDir: string;

beforeAll(async () => {
  certificate = makeCertificate("dingtalk.test", "collector.test", "localhost");
  proxy = await startProxy();
  outDir = await buildGateway();
}, 120_000);
afterAll(() => {
  proxy.close();
  certificate.remove();
});

/** DingTalk and a collector of traces behind one TLS port, which only the proxy can find. */
async function serveTls(options: ServerOptions = {}) {
  const paths: string[] = [];
  const resumed: boolean[] = [];
  const { key, cert } = certificate;
  const server = createServer({ ...options, key, cert }, (request, response) => {
    paths.push(`${request.headers.host?.split(":")[0]}${request.url?.split("?")[0]}`);
    response.writeHead(200, { "content-type": "application/json" });
    response.end('{"hasMore":false,"paragraphList":[{"startTime":0,"endTime":1,"paragraph":"a sentence"}]}');
  });
  server.on("secureConnection", (socket: TLSSocket) => resumed.push(socket.isSessionReused()));
  const { port } = await listen(server);
  return { server, paths, resumed, port, close: () => void server.close() };
}

const send = async (url: URL, conferenceId: string) => {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", "x-acs-dingtalk-access-token": "token" },
    body: JSON.stringify({
      query: `{ conference(conferenceId: "${conferenceId}") { paragraphs { nodes { text } } } }`,
    }),
  });
  return response.json();
};

const THE_PAGE = { data: { conference: { paragraphs: { nodes: [{ text: "a sentence" }] } } } };

test("each call has a connection of its own, and resumes the TLS session of the call before it", async () => {
  const upstream = await serveTls();
  const { child, url } = await startGatewayProcess(outDir, new URL(`https://localhost:${upstream.port}`), {
    NODE_EXTRA_CA_CERTS: certificate.path,
  });
  for (const conference of ["a", "b", "c"]) expect(await send(url, conference)).toEqual(THE_PAGE);
  child.kill("SIGTERM");
  await once(child, "exit");
  upstream.close();
  expect(upstream.resumed).toEqual([false, true, true]);
}, 60_000);

test("a server that ends the connection of a resumed session fails one attempt, and not all later calls", async () => {
  const upstream = await serveTls({ maxVersion: "TLSv1.2", secureOptions: constants.SSL_OP_NO_TICKET });
  const sessions = new Set<string>();
  upstream.server.on("newSession", (id: Buffer, _session, done: () => void) => {
    sessions.add(id.toString("hex"));
    done();
  });
  upstream.server.on("resumeSession", (id: Buffer, reply: (error: Error | null, session: null) => void) =>
    reply(sessions.has(id.toString("hex")) ? new Error("refused") : null, null),
  );
  const { child, url } = await startGatewayProcess(outDir, new URL(`https://localhost:${upstream.port}`), {
    NODE_EXTRA_CA_CERTS: certificate.path,
  });
  const pages = [await send(url, "a"), await send(url, "b")];
  child.kill("SIGTERM");
  await once(child, "exit");
  upstream.close();
  expect({ pages, sessions: sessions.size }).toEqual({ pages: [THE_PAGE, THE_PAGE], sessions: 2 });
}, 60_000);

test("behind a company's proxy with its own authority, the gateway reads meetings and sends traces through tunnels", async () => {
  const upstream = await serveTls();
  const { child, url } = await startGatewayProcess(outDir, new URL(`https://dingtalk.test:${upstream.port}`), {
    HTTPS_PROXY: proxy.url.href,
    NODE_EXTRA_CA_CERTS: certificate.path,
    OTEL_EXPORTER_OTLP_ENDPOINT: `https://collector.test:${upstream.port}`,
  });
  const body = await send(url, "m");
  child.kill("SIGTERM");
  const [code] = await once(child, "exit");
  upstream.close();
  expect(body).toEqual(THE_PAGE);
  expect(code).toBe(0);
  expect(upstream.paths).toEqual([
    "dingtalk.test/v1.0/conference/videoConferences/m/cloudRecords/getTexts",
    "collector.test/v1/traces",
  ]);
  expect(proxy.tunnels.map(({ target }) => target)).toEqual([
    `dingtalk.test:${upstream.port}`,
    `collector.test:${upstream.port}`,
  ]);
}, 60_000);

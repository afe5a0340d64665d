import { once } from "node:events";
import { createServer } from "node:http";
import { expect, test } from "@jest/globals";
import { parseConfig } from "../../src/config/parse-config.js";
import { createGateway } from "../../src/gateway.js";
import { startTestGateway, type TestGateway } from "../support/gateway.js";
import { listen } from "../support/listen.js";
import { as, signInAt } from "../support/sign-in.js";

test("a caller that hangs up ends the upstream call at the socket", async () => {
  const upstream = createServer();
  const upstreamUrl = await listen(upstream);
  const gateway = await createGateway(
    parseConfig({ PORT: "0", LOG_LEVEL: "silent", UPSTREAM_TIMEOUT_MS: "600000", OPERATION_TIMEOUT_MS: "600000" }),
    upstreamUrl,
  );
  const url = new URL("/graphql", await gateway.listen());
  const caller = new AbortController();
  const arrived = once(upstream, "request");
  const sent = fetch(url, {
    method: "POST",
    signal: caller.signal,
    headers: { "content-type": "application/json", authorization: "Bearer t" },
    body: JSON.stringify({ query: '{ conference(conferenceId: "m") { paragraphs { nodes { text } } } }' }),
  }).catch((error: unknown) => error);
  const [, response] = await arrived;
  const closed = once(response, "close");
  caller.abort();
  await closed;
  expect(await sent).toMatchObject({ name: "AbortError" });
  await gateway.close();
  upstream.close();
});

/**
 * A server that publishes an identity provider's keys. The first response comes at once, later ones wait for `release`.
 */
async function startKeyServer() {
  const [waits, released] = [Promise.withResolvers<null>(), Promise.withResolvers<null>()];
  let requests = 0;
  let issuer = "";
  const readKeys = async () => {
    requests += 1;
    if (requests > 1) {
      waits.resolve(null);
      await released.promise;
    }
    return (await fetch(`${issuer}/keys`)).text();
  };
  const server = createServer((_request, response) => void readKeys().then((text) => response.end(text)));
  const url = await listen(server);
  const publish = (provider: string) => (issuer = provider);
  return { url, publish, waits: waits.promise, release: () => released.resolve(null), close: () => server.close() };
}

/** Several round trips, after which the gateway has noticed what happened before on other connections. */
async function visit({ url }: TestGateway): Promise<void> {
  for (let visits = 0; visits < 5; visits += 1) await fetch(new URL("/health/live", url));
}

test("a caller that hangs up while its JWT is verified costs no call, and its memory is released", async () => {
  const keys = await startKeyServer();
  const log: string[] = [];
  let late = 0;
  const clock = { now: Date.now, elapsed: () => performance.now() + late, after: () => () => undefined };
  const gateway = await startTestGateway(
    {},
    (simulator) => {
      keys.publish(simulator.identityProvider.issuer);
      return signInAt(simulator, { JWT_JWKS_URL: keys.url.href, LOG_LEVEL: "info" });
    },
    log,
    null,
    { clock },
  );
  gateway.simulator.identityProvider.rotate();
  late = 60_000;
  const caller = new AbortController();
  const body = JSON.stringify({ query: '{ conference(conferenceId: "demo") { paragraphs { nodes { text } } } }' });
  const { headers } = as(gateway.simulator, "demo-union-chen");
  const sent = fetch(gateway.url, {
    method: "POST",
    signal: caller.signal,
    headers: { "content-type": "application/json", ...headers },
    body,
  }).catch((error: unknown) => error);
  await keys.waits;
  caller.abort();
  await sent;
  await visit(gateway);
  keys.release();
  while (!log.some((line) => line.includes('"msg":"operation"'))) await visit(gateway);
  const metrics = await (await fetch(new URL("/metrics", gateway.url))).text();
  expect(gateway.simulator.calls).toHaveLength(0);
  expect(/^minutes_graph_memory_held_bytes (\d+)$/m.exec(metrics)?.[1]).toBe("0");
  await gateway.close();
  keys.close();
});

test("if an error leaves no data, the rest of the operation makes no more calls", async () => {
  const gateway = await startTestGateway();
  const query = `{
    one: conference(conferenceId: "demo") { statistics { wordCount } }
    other: conference(conferenceId: "${"x".repeat(300)}") { id } }`;
  const { data, errors } = await gateway.query(query);
  await visit(gateway);
  expect([data, errors.length]).toEqual([null, 1]);
  expect(gateway.simulator.calls).toHaveLength(0);
  await gateway.close();
});

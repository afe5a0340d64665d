import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import { after, before, beforeEach, suite, test } from "node:test";
import { print } from "graphql";
import { send } from "./company.ts";
import { composeByApollo, readSubgraph, type Subgraph } from "./compose.ts";
import { startGrafbase } from "./grafbase.ts";
import {
  type Router,
  ROUTER_SECRET,
  startApolloGateway,
  startHiveGateway,
  startHiveGatewayWithPlanner,
} from "./routers.ts";

const SENT = {
  authorization: "Bearer some-jwt",
  "x-acs-dingtalk-access-token": "some-token",
  "x-dingtalk-union-id": "some-operator",
  "x-request-id": "some-request",
  traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
};
const FORWARDED = Object.keys(SENT);

const routers = {
  "Apollo Gateway": ({ sdl }: Supergraph) => startApolloGateway(sdl),
  "Hive Gateway, stitching": ({ sdl }: Supergraph) => startHiveGateway(sdl),
  "Hive Gateway with Hive Router's planner": ({ sdl }: Supergraph) => startHiveGatewayWithPlanner(sdl),
  "Grafbase Gateway": ({ subgraphs }: Supergraph) => startGrafbase(subgraphs),
};

interface Supergraph {
  readonly sdl: string;
  readonly subgraphs: readonly Subgraph[];
}

let received: IncomingHttpHeaders[] = [];
let supergraph: Supergraph;

/** A server replaces the gateway. It records the headers of requests, and returns the same response for every query. */
const recorder = createServer((request, response) => {
  received.push(request.headers);
  request.resume();
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify({ data: { conference: { __typename: "Conference", conferenceId: "weekly" } } }));
});

before(async () => {
  await once(recorder.listen(0, "127.0.0.1"), "listening");
  const address = recorder.address();
  assert.ok(address !== null && typeof address === "object");
  const subgraphs = [readSubgraph("minutes", `http://127.0.0.1:${address.port}/graphql`)];
  const composed = composeByApollo(subgraphs).supergraph;
  assert.ok(composed);
  supergraph = { sdl: print(composed.document), subgraphs };
});
after(() => {
  recorder.close();
  recorder.closeAllConnections();
});

for (const [name, start] of Object.entries(routers))
  suite(name, () => {
    let router: Router;
    before(async () => {
      router = await start(supergraph);
    });
    after(() => router.close());
    beforeEach(() => {
      received = [];
    });

    const query = `{ conference(conferenceId: "weekly") { conferenceId } }`;

    test("passes on the caller's token, operator, request id and trace, configured as docs/federation.md shows", async () => {
      const { data, errors } = await send(router.url, { query, headers: SENT });
      assert.deepEqual({ data, errors }, { data: { conference: { conferenceId: "weekly" } }, errors: [] });
      assert.equal(received.length, 1);
      assert.deepEqual(pick(received[0], FORWARDED), SENT);
    });

    test("proves itself with its own secret, and never with a caller's header", async () => {
      await send(router.url, { query, headers: { ...SENT, "x-router-secret": "forged" } });
      assert.equal(received[0]?.["x-router-secret"], ROUTER_SECRET);
    });

    test("passes on no other header that a caller sends", async () => {
      await send(router.url, { query, headers: { ...SENT, cookie: "session=1", "x-other": "1" } });
      assert.deepEqual(pick(received[0], ["cookie", "x-other"]), {});
    });
  });

function pick(headers: IncomingHttpHeaders = {}, names: readonly string[]) {
  return Object.fromEntries(names.filter((name) => name in headers).map((name) => [name, headers[name]]));
}

import { once } from "node:events";
import { createServer } from "node:http";
import { expect, test } from "@jest/globals";
import { parseConfig } from "../../src/config/parse-config.js";
import { createGateway } from "../../src/gateway.js";
import { listen } from "../support/listen.js";

test("a caller that hangs up ends the upstream call at the socket", async () => {
  const upstream = createServer();
  const upstreamUrl = await listen(upstream);
  const gateway = await createGateway(
    parseConfig({ PORT: "0", LOG_LEVEL: "silent", UPSTREAM_TIMEOUT_MS: "600000", OPERATION_TIMEOUT_MS: "600000" }),
    upstreamUrl,
  );
  const url = new URL("/graphql", await gateway.listen());
  const caller = new AbortController();
  const asked = once(upstream, "request");
  const answer = fetch(url, {
    method: "POST",
    signal: caller.signal,
    headers: { "content-type": "application/json", authorization: "Bearer t" },
    body: JSON.stringify({ query: '{ conference(conferenceId: "m") { paragraphs { nodes { text } } } }' }),
  }).catch((error: unknown) => error);
  const [, response] = await asked;
  const closed = once(response, "close");
  caller.abort();
  await closed;
  expect(await answer).toMatchObject({ name: "AbortError" });
  await gateway.close();
  upstream.close();
});

import { createServer } from "node:net";
import { afterEach, expect, test } from "@jest/globals";
import { parseConfig } from "../../src/config/parse-config.js";
import { createGateway, type Gateway } from "../../src/gateway.js";

let gateway: Gateway | undefined;
afterEach(async () => {
  await gateway?.close();
  gateway = undefined;
});

/** A port that is free at the moment. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 0;
}

test("with METRICS_PORT the metrics are on that port only, and still count the requests of the other port", async () => {
  const metricsPort = await freePort();
  const config = parseConfig({ PORT: "0", LOG_LEVEL: "silent", METRICS_PORT: String(metricsPort) });
  gateway = await createGateway(config, new URL("http://127.0.0.1:1"));
  const url = await gateway.listen();
  expect((await fetch(new URL("/metrics", url))).status).toBe(404);
  const own = await fetch(`http://127.0.0.1:${metricsPort}/metrics`);
  expect(own.status).toBe(200);
  expect(await own.text()).toContain('minutes_graph_http_requests_total{route="none",status="404"} 1');
  expect((await fetch(`http://127.0.0.1:${metricsPort}/graphql`)).status).toBe(404);
});

test("a METRICS_PORT that equals PORT, or without metrics, is a fault", () => {
  expect(() => parseConfig({ PORT: "4000", METRICS_PORT: "4000" })).toThrow(
    "METRICS_PORT: must be another port than PORT",
  );
  expect(() => parseConfig({ METRICS_ENABLED: "false", METRICS_PORT: "9464" })).toThrow(
    "METRICS_PORT: must not be set while METRICS_ENABLED is false",
  );
});

import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { startTestGateway, type TestGateway } from "../support/gateway.js";

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway.close());

test.each([
  ["live", { status: "live" }],
  ["ready", { status: "ready" }],
])("/health/%s says 200 without a token and without calling the upstream", async (name, body) => {
  const response = await fetch(new URL(`/health/${name}`, gateway.url));
  expect([response.status, await response.json()]).toEqual([200, body]);
  expect(gateway.simulator.calls).toHaveLength(0);
});

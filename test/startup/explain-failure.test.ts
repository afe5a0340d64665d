import { once } from "node:events";
import { createServer } from "node:net";
import { expect, test } from "@jest/globals";
import { explainFailure } from "../../src/startup/explain-failure.js";

/** The error of listening on this address. */
async function listenError(host: string, port: number): Promise<unknown> {
  const [error]: unknown[] = await once(createServer().listen(port, host), "error", {
    signal: AbortSignal.timeout(5000),
  });
  return error;
}

// The first is reserved for documents (RFC 5737), and the second for names that do not exist (RFC 6761).
test.each(["192.0.2.1", "gateway.invalid"])("a host that is not this machine's has a sentence: %s", async (host) => {
  const sentence = `${host} is not an address of this machine: set HOST to one that is.`;
  expect(explainFailure(await listenError(host, 0))).toBe(`minutes-graph cannot start: ${sentence}`);
});

test("a fault that no administrator can mend has a stack", () => {
  expect(explainFailure(new TypeError("a bug"))).toMatch(/^minutes-graph cannot start: TypeError: a bug\n +at /);
});

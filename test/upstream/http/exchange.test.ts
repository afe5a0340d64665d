import { inspect } from "node:util";
import { expect, test } from "@jest/globals";
import { createHttpClient } from "../../../src/upstream/http/exchange.js";
import { rejection } from "../client-under-test.js";

test.each([
  ["directly", ""],
  ["through a proxy", "http://127.0.0.1:9"],
])("a header that HTTP forbids is not sent %s, and the error does not repeat it", async (_how, httpProxy) => {
  const proxy = { httpsProxy: "", httpProxy, noProxy: "" };
  const client = createHttpClient({ proxy, connectTimeoutMs: 1000, maxResponseBytes: 1000 });
  const request = { origin: "http://127.0.0.1:9", path: "/", headers: { token: "SECRET\n" } };
  const error = await rejection(client.exchange(request, new AbortController().signal));
  expect(error).toMatchObject({ code: "UPSTREAM_UNAVAILABLE", cause: { code: "UND_ERR_INVALID_ARG" } });
  expect(inspect(error, { depth: null })).not.toContain("SECRET\n");
  await client.close();
});

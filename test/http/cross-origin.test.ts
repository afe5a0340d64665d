import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { startTestGateway, type TestGateway } from "../support/gateway.js";

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway({}, { CORS_ORIGINS: "https://a.example, https://b.example:8443" });
});
afterAll(() => gateway.close());

const preflight = (origin: string) =>
  fetch(gateway.url, {
    method: "OPTIONS",
    headers: {
      origin,
      "access-control-request-method": "POST",
      "access-control-request-headers": "content-type,x-acs-dingtalk-access-token",
    },
  });

test.each(["https://a.example", "https://b.example:8443"])(
  "pages of %s may send requests with a token and read the response",
  async (origin) => {
    const { status, headers } = await preflight(origin);
    expect(status).toBe(204);
    expect(Object.fromEntries(headers)).toMatchObject({
      "access-control-allow-origin": origin,
      "access-control-allow-headers": "content-type,x-acs-dingtalk-access-token",
      "access-control-allow-methods": "GET, POST",
    });
    const response = await fetch(gateway.url, {
      method: "POST",
      headers: { origin, "content-type": "application/json" },
      body: JSON.stringify({ query: "{ __typename }" }),
    });
    expect(response.headers.get("access-control-allow-origin")).toBe(origin);
    expect(response.headers.get("access-control-expose-headers")).toBe("x-request-id, retry-after");
    expect(response.headers.get("access-control-allow-credentials")).toBeNull();
  },
);

test.each(["https://evil.example", "null", "http://a.example"])("pages of %s may not send requests", async (origin) => {
  const { headers } = await preflight(origin);
  expect(headers.get("access-control-allow-origin")).toBeNull();
});

test.each(["", "?query={__typename}"])(
  "a response to GET %s varies with the origin and the media type",
  async (search) => {
    const { headers } = await fetch(`${gateway.url.href}${search}`);
    expect(headers.get("vary")?.toLowerCase()).toBe("origin, accept");
  },
);

test("OPTIONS without an origin is no error", async () => {
  const { status, headers } = await fetch(gateway.url, { method: "OPTIONS" });
  expect([status, headers.get("access-control-allow-origin")]).toEqual([204, null]);
});

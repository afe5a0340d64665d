import { expect, test } from "@jest/globals";
import { createTokenFetcher } from "../../src/auth/fetch-app-token.js";

const APP = { key: "app", readSecret: async () => "the secret" };

/** Fetches a token with this response. `sent` has the requests. */
function fetchWith(status: number, body: unknown, baseUrl = "https://api.example/base/") {
  const sent: unknown[] = [];
  const fetchToken = createTokenFetcher(new URL(baseUrl), APP, async (request) => {
    sent.push(request);
    return { status, body };
  });
  return { token: fetchToken(), sent };
}

test("the app's key and secret are posted below the base URL's path, and the lifetime is in milliseconds", async () => {
  const { token, sent } = fetchWith(200, { accessToken: "token", expireIn: 7200 });
  await expect(token).resolves.toEqual({ accessToken: "token", expiresInMs: 7_200_000 });
  expect(sent).toEqual([
    {
      url: new URL("https://api.example/base/v1.0/oauth2/accessToken"),
      body: { appKey: "app", appSecret: "the secret" },
    },
  ]);
});

test("a token that has just expired is accepted, because DingTalk counts whole seconds", async () => {
  await expect(fetchWith(200, { accessToken: "token", expireIn: 0 }).token).resolves.toMatchObject({ expiresInMs: 0 });
});

test.each([
  [400, { code: "invalidClientSecret" }, "the token call has status 400: invalidClientSecret"],
  [500, { accessToken: "token", expireIn: 7200 }, "the token call has status 500"],
  [500, { code: "the secret, repeated in a sentence" }, "the token call has status 500"],
  [502, null, "the token call has status 502"],
  [200, null, "the token call returned no token"],
  [200, { accessToken: "", expireIn: 7200 }, "the token call returned no token"],
  [200, { accessToken: "token" }, "the token call returned no time of expiry"],
  [200, { accessToken: "token", expireIn: "7200" }, "the token call returned no time of expiry"],
  [200, { accessToken: "token", expireIn: -1 }, "the token call returned no time of expiry"],
])("status %i with the body %j is the error: %s", async (status, body, message) => {
  await expect(fetchWith(status, body).token).rejects.toThrow(new Error(message));
});

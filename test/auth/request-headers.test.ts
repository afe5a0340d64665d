import { expect, test } from "@jest/globals";
import { readBearer } from "../../src/auth/request-headers.js";
import { passThrough } from "../../src/auth/pass-through.js";

test.each([
  ["Bearer token", "token"],
  ["bearer token", "token"],
  ["BEARER   token  ", "token"],
  ["Bearertoken", null],
  ["Bearer", null],
  ["Basic token", null],
  ["x Bearer token", null],
])("the header `Authorization: %s` has the token %j", (authorization, token) => {
  expect(readBearer({ authorization })).toBe(token);
});

test("in pass-through, DingTalk's own header comes before `Authorization`", async () => {
  const credentials = await passThrough({ "x-acs-dingtalk-access-token": "own", authorization: "Bearer other" });
  if (credentials instanceof Error) throw credentials;
  expect(await credentials.getAccessToken(new AbortController().signal)).toBe("own");
});

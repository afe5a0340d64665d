import { membersOf } from "../json.js";
import type { JsonClient, JsonResponse } from "../upstream/http/json-client.js";
import type { FetchedToken } from "./app-token.js";

/** The part of DingTalk's response that is safe to log: the name of an error. */
const CODE = /^[\w.-]{1,128}$/;

/** The company's app at DingTalk. */
export interface App {
  readonly key: string;
  /** Read for each fetch, so that a changed secret needs no restart. @throws if it cannot be read. */
  readonly readSecret: () => Promise<string>;
}

/** A fetcher of the app's token (DingTalk, "obtain the access token of an internal app"). Errors contain no secret. */
export function createTokenFetcher(baseUrl: URL, app: App, client: JsonClient) {
  const url = new URL(`${baseUrl.pathname.replace(/\/+$/, "")}/v1.0/oauth2/accessToken`, baseUrl);
  return async (): Promise<FetchedToken> => {
    const appSecret = await app.readSecret();
    return toToken(await client({ url, body: { appKey: app.key, appSecret } }));
  };
}

function toToken({ status, body }: JsonResponse): FetchedToken {
  const { accessToken, expireIn, code } = membersOf(body);
  if (status !== 200) throw new Error(`the token call has status ${status}${nameOf(code)}`);
  if (typeof accessToken !== "string" || accessToken === "") throw new Error("the token call returned no token");
  if (typeof expireIn !== "number" || !(expireIn >= 0)) throw new Error("the token call returned no time of expiry");
  return { accessToken, expiresInMs: expireIn * 1000 };
}

const nameOf = (code: unknown) => (typeof code === "string" && CODE.test(code) ? `: ${code}` : "");

import { randomUUID } from "node:crypto";
import { CALLS_KEPT } from "./call-log.js";
import { jsonResponse, type SimulatedResponse, type Refusal } from "./response.js";

/** The only app of the simulator. Its secret is public, because the simulator has no real data. */
export const DEMO_APP = { key: "demo-app-key", secret: "demo-app-secret" } as const;

/** The beginning of every token from the token call. */
const PREFIX = "demo-app-";

/** A call of `POST /v1.0/oauth2/accessToken`, without the secret. */
export interface TokenCall {
  readonly appKey: string | null;
  readonly status: number;
}

/** The lifetime of a token; DingTalk's tokens live two hours. */
export interface AppTokenOptions {
  /** Default 7,200 s. */
  readonly tokenLifeSeconds?: number;
  /** Milliseconds on a clock that never goes back. */
  readonly now?: () => number;
}

/** The tokens of the app. */
export interface AppTokens {
  /** The last 10,000 token calls, in the order of arrival. */
  readonly calls: readonly TokenCall[];
  /** Responds to a token call with this JSON body. */
  respond(body: unknown): SimulatedResponse | Refusal;
  /** False for a token from the token call that is no longer valid. */
  accepts(token: string): boolean;
  /** Makes the current token invalid early. */
  revoke(): void;
}

/** Creates the app's token, which stays the same until it expires, like DingTalk's. */
export function createAppTokens({
  tokenLifeSeconds = 7200,
  now = () => performance.now(),
}: AppTokenOptions): AppTokens {
  const calls: TokenCall[] = [];
  let token = "";
  let expiresAt = -Infinity;
  const isValid = () => now() < expiresAt;
  const give = (): SimulatedResponse => {
    if (!isValid()) {
      token = PREFIX + randomUUID();
      expiresAt = now() + tokenLifeSeconds * 1000;
    }
    return jsonResponse(JSON.stringify({ accessToken: token, expireIn: Math.floor((expiresAt - now()) / 1000) }));
  };
  return {
    calls,
    respond(body) {
      const { appKey, appSecret }: Record<string, unknown> = { ...Object(body) };
      const outcome = appKey === DEMO_APP.key && appSecret === DEMO_APP.secret ? give() : WRONG_SECRET;
      const call = { appKey: typeof appKey === "string" ? appKey : null, status: outcome.status ?? 0 };
      if (calls.push(call) > CALLS_KEPT) calls.shift();
      return outcome;
    },
    accepts: (candidate) => !candidate.startsWith(PREFIX) || (candidate === token && isValid()),
    revoke() {
      expiresAt = -Infinity;
    },
  };
}

const WRONG_SECRET: Refusal = {
  status: 400,
  code: "invalidClientIdOrSecret",
  message: "the appKey or the appSecret is not valid",
};

import { randomUUID } from "node:crypto";
import { CALLS_KEPT } from "./call-log.js";
import { jsonResponse, refusalResponse, type SimulatedResponse, type Refusal } from "./response.js";

/** The only app of the simulator. Its secret is public, because the simulator has no real data. */
export const DEMO_APP = { key: "demo-app-key", secret: "demo-app-secret" } as const;

/** The beginning of every token from the token call. */
const PREFIX = "demo-app-";

/** A call of `POST /v1.0/oauth2/accessToken`, without the secret. */
export interface TokenCall {
  readonly appKey: string | null;
  readonly status: number;
}

/** The lifetime of a token, as of DingTalk's. */
const LIFE_MS = 7_200_000;

/** The app's token, which stays the same until it expires, like DingTalk's. */
export class AppTokens {
  /** The last 10,000 token calls, in the order of arrival. */
  readonly calls: TokenCall[] = [];
  #token = "";
  #expiresAt = -Infinity;

  /** `now`: milliseconds on a clock that never goes back. */
  constructor(readonly now: () => number) {}

  /** Responds to a token call with this JSON body. */
  respond(body: unknown, requestId: string): SimulatedResponse {
    const { appKey, appSecret }: Record<string, unknown> = { ...Object(body) };
    const isRight = appKey === DEMO_APP.key && appSecret === DEMO_APP.secret;
    const response = isRight ? this.#give() : refusalResponse(WRONG_SECRET, requestId);
    const call = { appKey: typeof appKey === "string" ? appKey : null, status: response.status ?? 0 };
    if (this.calls.push(call) > CALLS_KEPT) this.calls.shift();
    return response;
  }

  /** False for a token from the token call that is no longer valid. */
  accepts(token: string): boolean {
    return !token.startsWith(PREFIX) || (token === this.#token && this.now() < this.#expiresAt);
  }

  /** Makes the current token invalid early. */
  revoke(): void {
    this.#expiresAt = -Infinity;
  }

  #give(): SimulatedResponse {
    const now = this.now();
    if (now >= this.#expiresAt) {
      this.#token = PREFIX + randomUUID();
      this.#expiresAt = now + LIFE_MS;
    }
    const expireIn = Math.floor((this.#expiresAt - now) / 1000);
    return jsonResponse(JSON.stringify({ accessToken: this.#token, expireIn }));
  }
}

const WRONG_SECRET: Refusal = {
  status: 400,
  code: "invalidClientIdOrSecret",
  message: "the appKey or the appSecret is not valid",
};

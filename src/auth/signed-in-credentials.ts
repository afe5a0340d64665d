import { hash } from "node:crypto";
import { GatewayError } from "../errors.js";
import type { Credentials } from "../transcript/credentials.js";
import type { AppSecret } from "./app-secret.js";
import type { AppToken } from "./app-token.js";

/** An app's identity for queues and cache keys. It does not depend on the token, so a new token empties no cache. */
export const identityOfApp = (appKey: string): string => hash("sha256", `app\n${appKey}`, "base64url");

/** A person who signed in. Calls use the app's token, in the name of this person only. */
export class SignedInCredentials implements Credentials {
  readonly isBoundToOperator = true;
  readonly #token: AppToken;
  readonly #secret: AppSecret;

  constructor(
    readonly identity: string,
    readonly operator: string,
    token: AppToken,
    secret: AppSecret,
  ) {
    this.#token = token;
    this.#secret = secret;
  }

  actAs(operator: string | null, argument: string): string {
    if (operator !== null && operator !== this.operator)
      throw new GatewayError(
        "FORBIDDEN",
        `${argument}: names another operator than the person who signed in; leave it out`,
      );
    return this.operator;
  }

  getAccessToken(signal: AbortSignal): Promise<string> {
    return this.#token.get(signal);
  }

  renewAccessToken(refused: string, signal: AbortSignal): Promise<string | null> {
    return this.#token.renew(refused, signal);
  }

  deriveKey(secret: string, purpose: string): Promise<Buffer> {
    return this.#secret.deriveKey(secret, purpose);
  }

  /** The JWT is valid, so the fault is the gateway's and not the caller's. */
  explainRefusal(refusal: GatewayError): GatewayError {
    const { upstream } = refusal.details;
    return this.#token.unavailable("DingTalk refuses the gateway's own access token.", upstream);
  }
}

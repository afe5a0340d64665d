import { hash } from "node:crypto";
import { deriveKey } from "../derive-key.js";
import type { JsonClient } from "../upstream/http/json-client.js";
import { AppSecret } from "./app-secret.js";
import { AppToken, type TokenFetchOutcome } from "./app-token.js";
import type { Authenticate } from "./authenticate.js";
import type { Clock } from "./clock.js";
import { createTokenFetcher } from "./fetch-app-token.js";
import { createKeyFetcher } from "./identity-provider.js";
import { JwtVerifier } from "./jwt-verifier.js";
import { KeySet } from "./key-set.js";
import { passThrough } from "./pass-through.js";
import { createCompanySignIn } from "./sign-in.js";
import type { RefusalReason } from "./sign-in-refusal.js";
import { shareFetches, type SharedTokenParts } from "./shared-app-token.js";
import { identityOfApp } from "./signed-in-credentials.js";

/** How callers sign in. `issuer` is null if they send their own DingTalk tokens. */
export interface AuthenticationSettings {
  readonly issuer: string | null;
  readonly audience: string | null;
  readonly jwksUrl: URL | null;
  readonly algorithms: readonly string[];
  readonly operatorClaim: string;
  readonly clockToleranceSeconds: number;
  readonly appKey: string | null;
  readonly appSecret: string | null;
  readonly passThroughEnabled: boolean | null;
  readonly idSecrets: readonly string[];
}

/** Observes sign-in. Every `error` is safe to log: it contains no secret, token, claim or address. */
export interface AuthenticationObserver {
  onRefusal(reason: RefusalReason): void;
  /** The identity provider's keys were fetched; `error` is null on success. */
  onKeyFetch(error: unknown): void;
  onTokenFetch(outcome: TokenFetchOutcome, error: unknown): void;
}

/** The parts that sign-in needs from outside. */
export interface AuthenticationParts {
  /** DingTalk's API. */
  readonly baseUrl: URL;
  readonly client: JsonClient;
  /** The current app secret. @throws if it cannot be read. */
  readonly readAppSecret: () => Promise<string>;
  readonly observer: AuthenticationObserver;
  readonly clock: Clock;
  /** The store in which replicas share the app's token; null: each replica fetches its own. */
  readonly shared: Pick<SharedTokenParts, "store" | "seal" | "nameSecret"> | null;
}

/** The gateway's way to authenticate callers. */
export interface Authentication {
  readonly authenticate: Authenticate;
  /** Starts background work, and waits for the first fetch of keys until its deadline. */
  start(): Promise<void>;
  /** Stops background work. */
  close(): void;
}

const PASS_THROUGH: Authentication = { authenticate: passThrough, start: async () => {}, close() {} };

/** Pass-through, or company sign-in if an issuer is set. */
export function createAuthentication(settings: AuthenticationSettings, parts: AuthenticationParts): Authentication {
  const { issuer, audience, appKey } = settings;
  if (issuer === null || audience === null || appKey === null) return PASS_THROUGH;
  const { client, readAppSecret, observer, clock } = parts;
  const keys = new KeySet({
    fetchKeys: createKeyFetcher({ issuer, jwksUrl: settings.jwksUrl }, client),
    clock,
    onFetch: (error) => observer.onKeyFetch(error),
  });
  const authenticate = createCompanySignIn({
    verifier: new JwtVerifier(keys, { ...settings, issuer, audience, now: () => clock.now() }),
    operatorClaim: settings.operatorClaim,
    identity: identityOfApp(appKey),
    token: createAppToken(appKey, parts),
    secret: new AppSecret(readAppSecret, clock),
    passThroughEnabled: settings.passThroughEnabled ?? false,
    onRefusal: (reason) => observer.onRefusal(reason),
  });
  return { authenticate, start: () => keys.start(), close: () => keys.close() };
}

/** The token of the company's app, for this process or for all replicas together. */
function createAppToken(appKey: string, parts: AuthenticationParts): AppToken {
  const { baseUrl, client, readAppSecret: readSecret, observer, clock, shared } = parts;
  const fetchToken = createTokenFetcher(baseUrl, { key: appKey, readSecret }, client);
  return new AppToken({
    fetchToken: shared === null ? fetchToken : shareFetches(fetchToken, { ...shared, appKey, readSecret, clock }),
    markSecret: async () => hash("sha256", await readSecret()),
    clock,
    onFetch: (outcome, error) => observer.onTokenFetch(outcome, error),
  });
}

/**
 * The secrets that hide people in ids and audit lines; the first one writes. The last one is derived from the app's
 * secret, so that ids stay valid when `ID_SECRET` is set for the first time. Empty if there are none.
 */
export function idSecretsOf({ appSecret, idSecrets }: AuthenticationSettings): readonly string[] {
  if (appSecret === null) return idSecrets;
  return [...idSecrets, deriveKey(appSecret, "minutes-graph", "ids").toString("base64url")];
}

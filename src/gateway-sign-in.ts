import { type Clock, REAL_CLOCK } from "./auth/clock.js";
import {
  type Authentication,
  type AuthenticationObserver,
  createAuthentication,
  idSecretsOf,
} from "./auth/create-authentication.js";
import { ValueSeal } from "./cache/replicas/value-seal.js";
import type { Config } from "./config/parse-config.js";
import type { Observability } from "./gateway-observers.js";
import { nameSecretOf } from "./gateway-redis.js";
import { OperatorSeal } from "./graphql/schema/relay/operator-seal.js";
import { type Audit, createAudit } from "./observability/audit.js";
import type { SharedStore } from "./redis/shared-store.js";
import { createJsonClient } from "./upstream/http/json-client.js";

/** The timeout of calls to the identity provider, and of calls for the app's token. */
const SIDE_CALL_TIMEOUT_MS = 5000;

/** The parts of the process that sign-in needs. */
export interface SignInParts {
  /** Returns the current app secret, whose file may change. By default the secret in the configuration. */
  readonly readAppSecret?: () => Promise<string>;
  /** By default the machine's clock. */
  readonly clock?: Clock;
}

/** Authenticates callers, and hides people in ids and in the audit. */
export interface SignIn extends Authentication {
  /** Null: there is no secret for hiding operators. */
  readonly seal: OperatorSeal | null;
  /** Null: there is no audit. */
  readonly audit: Audit | null;
}

/** Creates the parts of the gateway that concern callers. */
export function createSignIn(
  config: Config,
  baseUrl: URL,
  { readAppSecret = async () => config.signIn.appSecret ?? "", clock = REAL_CLOCK }: SignInParts,
  observability: Observability,
  store: SharedStore | null,
): SignIn {
  const secrets = idSecretsOf(config.signIn);
  const [first] = secrets;
  const parts = {
    baseUrl,
    client: createJsonClient(SIDE_CALL_TIMEOUT_MS),
    readAppSecret,
    clock,
    observer: watchSignIn(observability),
    shared: shareThrough(store, config),
  };
  return {
    ...createAuthentication(config.signIn, parts),
    seal: first === undefined ? null : new OperatorSeal(secrets),
    audit: first !== undefined && config.observability.auditEnabled ? createAudit(first) : null,
  };
}

function shareThrough(store: SharedStore | null, config: Config) {
  const nameSecret = nameSecretOf(config);
  return store === null || nameSecret === null
    ? null
    : { store, nameSecret, seal: new ValueSeal(config.cache.secrets) };
}

function watchSignIn({ metrics, log }: Observability): AuthenticationObserver {
  return {
    onRefusal(reason) {
      metrics?.onRefusal(reason);
      log.info({ reason }, "a sign-in was refused");
    },
    onKeyFetch(error) {
      metrics?.onKeyFetch(error);
      if (error !== null) log.warn({ reason: messageOf(error) }, "the identity provider's keys cannot be fetched");
    },
    onTokenFetch(outcome, error) {
      metrics?.onTokenFetch(outcome);
      if (outcome === "failed") log.error({ reason: messageOf(error) }, "DingTalk gives no access token for the app");
      if (outcome === "unchanged") log.error("DingTalk refuses the app's access token, and gives no other");
    },
  };
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : "unknown");

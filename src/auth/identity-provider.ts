import type { JSONWebKeySet, JWK } from "jose";
import { membersOf } from "../json.js";
import type { JsonClient } from "../upstream/http/json-client.js";
import { isSecure } from "./secure-url.js";

/** Kinds of public keys (RFC 7518, section 6; RFC 8037). A symmetric key is a secret, and must not be published. */
const KEY_TYPES: ReadonlySet<unknown> = new Set(["RSA", "EC", "OKP"]);

/** The place where an identity provider publishes its keys. */
export interface IdentityProvider {
  readonly issuer: string;
  /** Null: it is found by OpenID Connect Discovery 1.0. */
  readonly jwksUrl: URL | null;
}

/** A fetcher of the provider's public keys (RFC 7517, section 5). Its errors say what is wrong with the response. */
export function createKeyFetcher({ issuer, jwksUrl }: IdentityProvider, client: JsonClient) {
  return async (): Promise<JSONWebKeySet> => {
    const url = jwksUrl ?? (await discover(issuer, client));
    return toKeySet(await getJson(url, "JWKS", client));
  };
}

/** OpenID Connect Discovery 1.0, sections 4.2 and 4.3: the response must name the same issuer. */
async function discover(issuer: string, client: JsonClient): Promise<URL> {
  const url = new URL(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`);
  const { issuer: named, jwks_uri: jwksUrl } = membersOf(await getJson(url, "discovery document", client));
  if (named !== issuer) throw new Error("the discovery document is another issuer's");
  if (typeof jwksUrl !== "string" || !URL.canParse(jwksUrl)) throw new Error("the discovery document has no jwks_uri");
  if (!isSecure(new URL(jwksUrl))) throw new Error("the discovery document's jwks_uri is not https");
  return new URL(jwksUrl);
}

async function getJson(url: URL, name: string, client: JsonClient): Promise<unknown> {
  const { status, body } = await client({ url });
  if (status !== 200) throw new Error(`the ${name} has status ${status}`);
  if (body === null) throw new Error(`the ${name} is not JSON`);
  return body;
}

/** Keeps only public keys for verification. A set without any is an error, so it never replaces good keys. */
function toKeySet(body: unknown): JSONWebKeySet {
  const { keys: listed } = membersOf(body);
  if (!Array.isArray(listed)) throw new Error("the JWKS has no list of keys");
  const keys = listed.filter(isPublicKey);
  if (keys.length === 0) throw new Error("the JWKS has no public key to verify with");
  return { keys };
}

function isPublicKey(key: unknown): key is JWK {
  const { kty, d: privatePart, use } = membersOf(key);
  return KEY_TYPES.has(kty) && privatePart === undefined && (use === undefined || use === "sig");
}

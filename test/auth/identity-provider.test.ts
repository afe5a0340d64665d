import { expect, test } from "@jest/globals";
import { createKeyFetcher } from "../../src/auth/identity-provider.js";
import type { JsonResponse } from "../../src/upstream/http/json-client.js";
import { createKey } from "./jwt-factory.js";

const ISSUER = "https://id.company.example/tenant";
const DISCOVERY = `${ISSUER}/.well-known/openid-configuration`;
const KEYS = "https://keys.company.example/jwks";
const { jwk } = createKey("k1");

/** A client that returns a given response for each of these addresses. */
function clientOf(responses: Record<string, unknown>) {
  const requested: string[] = [];
  const client = async ({ url }: { readonly url: URL }): Promise<JsonResponse> => {
    requested.push(url.href);
    return url.href in responses ? { status: 200, body: responses[url.href] } : { status: 404, body: null };
  };
  return { requested, client };
}

test("keys are found by OpenID discovery before each fetch, because their address may change", async () => {
  const { requested, client } = clientOf({ [DISCOVERY]: { issuer: ISSUER, jwks_uri: KEYS }, [KEYS]: { keys: [jwk] } });
  const fetchKeys = createKeyFetcher({ issuer: ISSUER, jwksUrl: null }, client);
  expect(await fetchKeys()).toEqual({ keys: [jwk] });
  await fetchKeys();
  expect(requested).toEqual([DISCOVERY, KEYS, DISCOVERY, KEYS]);
});

test("an issuer that ends with a slash has its discovery document at the same address", async () => {
  const issuer = `${ISSUER}/`;
  const { requested, client } = clientOf({ [DISCOVERY]: { issuer, jwks_uri: KEYS }, [KEYS]: { keys: [jwk] } });
  expect(await createKeyFetcher({ issuer, jwksUrl: null }, client)()).toEqual({ keys: [jwk] });
  expect(requested).toEqual([DISCOVERY, KEYS]);
});

test("with an address for the keys there is no discovery", async () => {
  const { requested, client } = clientOf({ [KEYS]: { keys: [jwk] } });
  await createKeyFetcher({ issuer: ISSUER, jwksUrl: new URL(KEYS) }, client)();
  expect(requested).toEqual([KEYS]);
});

test.each<[string, Record<string, unknown>]>([
  ["another issuer's", { [DISCOVERY]: { issuer: "https://evil.example", jwks_uri: KEYS } }],
  ["no jwks_uri", { [DISCOVERY]: { issuer: ISSUER } }],
  ["no jwks_uri", { [DISCOVERY]: { issuer: ISSUER, jwks_uri: "keys of the company" } }],
  ["jwks_uri is not https", { [DISCOVERY]: { issuer: ISSUER, jwks_uri: "http://keys.company.example/jwks" } }],
  ["jwks_uri is not https", { [DISCOVERY]: { issuer: ISSUER, jwks_uri: "file:///etc/passwd" } }],
  ["discovery document has status 404", {}],
  ["JWKS has status 404", { [DISCOVERY]: { issuer: ISSUER, jwks_uri: KEYS } }],
])("a provider with a wrong document is refused: %s", async (fault, responses) => {
  const { client } = clientOf(responses);
  await expect(createKeyFetcher({ issuer: ISSUER, jwksUrl: null }, client)()).rejects.toThrow(fault);
});

test.each<[string, unknown]>([
  ["JWKS is not JSON", null],
  ["no list of keys", "keys"],
  ["no list of keys", { keys: "many" }],
  ["no public key", { keys: [] }],
  ["no public key", { keys: [null, 1, "key", {}] }],
  ["no public key", { keys: [{ kty: "oct", k: "c2VjcmV0" }] }],
  ["no public key", { keys: [{ ...jwk, use: "enc" }] }],
  ["no public key", { keys: [{ ...jwk, d: "private" }] }],
])("a key set without a verification key is an error, so that it never replaces good keys: %s", async (fault, body) => {
  const { client } = clientOf({ [KEYS]: body });
  await expect(createKeyFetcher({ issuer: ISSUER, jwksUrl: new URL(KEYS) }, client)()).rejects.toThrow(fault);
});

test("keys that cannot verify are left out of a set", async () => {
  const { client } = clientOf({ [KEYS]: { keys: [{ kty: "oct", k: "c2VjcmV0" }, jwk, { kty: "unheard-of" }] } });
  expect(await createKeyFetcher({ issuer: ISSUER, jwksUrl: new URL(KEYS) }, client)()).toEqual({ keys: [jwk] });
});

test("every key of a large set is kept, because each may sign", async () => {
  const keys = Array.from({ length: 1000 }, (_, index) => ({ ...jwk, kid: `k${index}` }));
  const { client } = clientOf({ [KEYS]: { keys } });
  expect(await createKeyFetcher({ issuer: ISSUER, jwksUrl: new URL(KEYS) }, client)()).toEqual({ keys });
});

import { createHmac, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import type { JWK } from "jose";

/** A key of an identity provider. */
export interface TestKey {
  readonly kid: string;
  readonly jwk: JWK;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** An RSA key, as most identity providers use. Several keys may have the same name. */
export function createKey(kid: string): TestKey {
  const pair = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return { kid, ...pair, jwk: { ...pair.publicKey.export({ format: "jwk" }), kid, use: "sig", alg: "RS256" } };
}

/** A JWT with any header and claims, signed with RS256 whatever its header says. */
export function signJwt(key: TestKey, claims: object, header: object = {}): string {
  const text = unsigned({ alg: "RS256", typ: "JWT", kid: key.kid, ...header }, claims);
  return `${text}.${sign("sha256", Buffer.from(text), key.privateKey).toString("base64url")}`;
}

/** A JWT with an HMAC, whose secret is a text. */
export function macJwt(secret: string, header: object, claims: object): string {
  const text = unsigned(header, claims);
  return `${text}.${createHmac("sha256", secret).update(text).digest("base64url")}`;
}

/** Header and claims, without the signature and the full stop before it. */
export const unsigned = (header: object, claims: object) => `${encode(header)}.${encode(claims)}`;

const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString("base64url");

import {
  createLocalJWKSet,
  decodeProtectedHeader,
  errors,
  type JSONWebKeySet,
  type JWTPayload,
  jwtVerify,
  type JWTVerifyOptions,
} from "jose";
import type { KeySet } from "./key-set.js";
import { type RefusalReason, SignInRefusal } from "./sign-in-refusal.js";

/** A longer text is not parsed: no JWT is that long. */
const MAX_LENGTH = 16_000;

/** The maximum number of keys that are tried for a JWT without a key's name, because anyone can send such JWTs. */
const MAX_TRIES = 100;

/** Members of a JWT's header with a key or its address (RFC 7515, section 4.1). Only published keys are trusted. */
const OWN_KEYS = ["jwk", "jku", "x5u"] as const;

/** The requirements for a JWT. */
export interface JwtRules {
  readonly issuer: string;
  readonly audience: string;
  /** Only asymmetric algorithms: with a symmetric one, the public key could sign. */
  readonly algorithms: readonly string[];
  readonly clockToleranceSeconds: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Verifies JWTs (RFC 7519) with the published keys of an identity provider. */
export class JwtVerifier {
  readonly #resolvers = new WeakMap<JSONWebKeySet, ReturnType<typeof createLocalJWKSet>>();

  constructor(
    readonly keys: KeySet,
    readonly rules: JwtRules,
  ) {}

  /**
   * Returns the claims of a valid JWT. If no known key verifies it, it may be signed with a new key, also under an old
   * name. The keys are then fetched again if the last fetch is long enough ago. @throws SignInRefusal for any other
   * JWT.
   */
  async verify(jwt: string): Promise<JWTPayload> {
    checkHeader(jwt);
    const keys = await this.keys.get();
    if (keys === null) throw new SignInRefusal("no-keys");
    try {
      return await this.#verifyWith(keys, jwt);
    } catch (error) {
      const newer = mayBeSignedWithNewKey(error) ? await this.keys.newerThan(keys) : null;
      if (newer === null) throw new SignInRefusal(reasonOf(error));
      return this.#verifyWith(newer, jwt).catch((again: unknown) => {
        throw new SignInRefusal(reasonOf(again));
      });
    }
  }

  async #verifyWith(keys: JSONWebKeySet, jwt: string): Promise<JWTPayload> {
    const options = this.#options();
    try {
      const { payload } = await jwtVerify(jwt, this.#resolverOf(keys), options);
      return payload;
    } catch (error) {
      if (error instanceof errors.JWKSMultipleMatchingKeys) return verifyWithAny(error, jwt, options);
      throw error;
    }
  }

  #options(): JWTVerifyOptions {
    const { issuer, audience, algorithms, clockToleranceSeconds, now } = this.rules;
    return {
      issuer,
      audience,
      algorithms: [...algorithms],
      clockTolerance: clockToleranceSeconds,
      currentDate: new Date(now()),
      requiredClaims: ["exp"],
    };
  }

  /** jose keeps an imported key with the function that it created for the set. */
  #resolverOf(keys: JSONWebKeySet): ReturnType<typeof createLocalJWKSet> {
    const resolver = this.#resolvers.get(keys) ?? createLocalJWKSet(keys);
    this.#resolvers.set(keys, resolver);
    return resolver;
  }
}

/** A set may have several keys with one name, or a JWT may name none, so the first `MAX_TRIES` such keys are tried. */
async function verifyWithAny(
  candidates: InstanceType<typeof errors.JWKSMultipleMatchingKeys>,
  jwt: string,
  options: JWTVerifyOptions,
): Promise<JWTPayload> {
  let tries = 0;
  for await (const key of candidates) {
    tries += 1;
    if (tries > MAX_TRIES) break;
    try {
      return (await jwtVerify(jwt, key, options)).payload;
    } catch (error) {
      // A TypeError means that the key cannot be used, for example because it is too short.
      if (!(error instanceof errors.JWSSignatureVerificationFailed || error instanceof TypeError)) throw error;
    }
  }
  throw new errors.JWSSignatureVerificationFailed();
}

/** Checks that need no key, and so must not cost a fetch. */
function checkHeader(jwt: string): void {
  if (jwt.length > MAX_LENGTH) throw new SignInRefusal("malformed");
  try {
    const header = decodeProtectedHeader(jwt);
    if (OWN_KEYS.some((member) => member in header)) throw new SignInRefusal("header");
  } catch (error) {
    throw error instanceof SignInRefusal ? error : new SignInRefusal("malformed");
  }
}

const mayBeSignedWithNewKey = (error: unknown) =>
  error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWSSignatureVerificationFailed;

const CLAIMS: Readonly<Record<string, RefusalReason>> = { iss: "issuer", aud: "audience", nbf: "premature" };

/** The reason for jose's error. The error itself is not kept as the cause, because it contains the claims. */
function reasonOf(error: unknown): RefusalReason {
  if (error instanceof errors.JWTExpired) return "expired";
  if (error instanceof errors.JWTClaimValidationFailed) return CLAIMS[error.claim] ?? "claim";
  if (error instanceof errors.JOSEAlgNotAllowed) return "algorithm";
  if (error instanceof errors.JOSENotSupported) return "header";
  if (error instanceof errors.JWSSignatureVerificationFailed) return "signature";
  // The other errors mean that the key is missing, or published but not usable.
  return error instanceof errors.JWSInvalid || error instanceof errors.JWTInvalid ? "malformed" : "key";
}

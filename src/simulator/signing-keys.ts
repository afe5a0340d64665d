import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";

/** Signs JWTs with ES256 (RFC 7515, RFC 7518), and publishes the keys for verification. */
export interface SigningKeys {
  /** A JWT with these claims, signed with the newest key. */
  sign(claims: object): string;
  /** The public keys as a JWK set (RFC 7517, section 5): the newest, and the one before, whose JWTs may be in use. */
  publish(): { readonly keys: readonly object[] };
  /** From now on a new key signs. */
  rotate(): void;
}

interface KeyPair {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** Creates separate keys for each simulator, so that a JWT of one is invalid for another. */
export function createSigningKeys(): SigningKeys {
  let count = 0;
  const createPair = (): KeyPair => ({
    kid: `demo-key-${(count += 1)}`,
    ...generateKeyPairSync("ec", { namedCurve: "P-256" }),
  });
  let pairs: readonly [newest: KeyPair, ...before: KeyPair[]] = [createPair()];
  return {
    sign: (claims) => signWith(pairs[0], claims),
    publish: () => ({
      keys: pairs.map(({ kid, publicKey }) => ({
        ...publicKey.export({ format: "jwk" }),
        kid,
        use: "sig",
        alg: "ES256",
      })),
    }),
    rotate: () => void (pairs = [createPair(), pairs[0]]),
  };
}

function signWith({ kid, privateKey }: KeyPair, claims: object): string {
  const text = `${encode({ alg: "ES256", typ: "JWT", kid })}.${encode(claims)}`;
  const signature = sign("sha256", Buffer.from(text), { key: privateKey, dsaEncoding: "ieee-p1363" });
  return `${text}.${signature.toString("base64url")}`;
}

const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString("base64url");

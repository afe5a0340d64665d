import { generateKeyPairSync } from "node:crypto";
import { beforeEach, expect, test } from "@jest/globals";
import type { JSONWebKeySet } from "jose";
import { JwtVerifier } from "../../src/auth/jwt-verifier.js";
import { KeySet } from "../../src/auth/key-set.js";
import { TestClock } from "../support/clock.js";
import { createKey, macJwt, signJwt, unsigned } from "./jwt-factory.js";

const ISSUER = "https://id.company.example";
const AUDIENCE = "minutes-graph";
const HOUR_MS = 3_600_000;

const key = createKey("k1");
const other = createKey("k2");
/** Another key with the name of the first one. */
const impostor = createKey("k1");
const SECP = { algorithms: ["RS256", "ES256"] };

let clock: TestClock;
let published: () => Promise<JSONWebKeySet>;
let fetches: number;
let keys: KeySet;
let verifier: JwtVerifier;

beforeEach(async () => {
  clock = new TestClock();
  fetches = 0;
  published = async () => ({ keys: [key.jwk] });
  keys = new KeySet({
    clock,
    onFetch: () => undefined,
    fetchKeys: () => {
      fetches += 1;
      return published();
    },
  });
  verifier = new JwtVerifier(keys, {
    issuer: ISSUER,
    audience: AUDIENCE,
    ...SECP,
    clockToleranceSeconds: 30,
    now: () => clock.now(),
  });
  await keys.start();
});

const seconds = (offset = 0) => Math.floor(clock.now() / 1000) + offset;
const claims = (changes: object = {}) => ({
  iss: ISSUER,
  aud: AUDIENCE,
  exp: seconds(3600),
  unionId: "u",
  ...changes,
});
const reasonFor = async (jwt: string) => {
  const outcome: unknown = await verifier.verify(jwt).catch((error: unknown) => error);
  return outcome instanceof Error && "reason" in outcome ? outcome.reason : outcome;
};

test("a valid JWT gives its claims", async () => {
  await expect(verifier.verify(signJwt(key, claims()))).resolves.toMatchObject({ unionId: "u" });
});

test.each([
  ["the audience among others", () => claims({ aud: ["other", AUDIENCE] })],
  ["an expiry within the tolerance", () => claims({ exp: seconds(-29) })],
  ["a start within the tolerance", () => claims({ nbf: seconds(29) })],
])("a JWT with %s is valid", async (_what, make) => {
  await expect(verifier.verify(signJwt(key, make()))).resolves.toMatchObject({ unionId: "u" });
});

const publicPem = key.publicKey.export({ format: "pem", type: "spki" });
const publicJwk = JSON.stringify(key.jwk);

test.each<[string, string, () => string]>([
  ["alg none", "algorithm", () => `${unsigned({ alg: "none" }, claims())}.`],
  ["alg none, with a signature", "algorithm", () => signJwt(key, claims(), { alg: "none" })],
  ["alg NONE", "algorithm", () => signJwt(key, claims(), { alg: "NONE" })],
  [
    "HS256 with the public key as its secret",
    "algorithm",
    () => macJwt(publicPem, { alg: "HS256", kid: "k1" }, claims()),
  ],
  [
    "HS256 with the public JWK as its secret",
    "algorithm",
    () => macJwt(publicJwk, { alg: "HS256", kid: "k1" }, claims()),
  ],
  ["an algorithm that is not allowed", "algorithm", () => signJwt(key, claims(), { alg: "PS256" })],
  ["an algorithm of another kind of key", "key", () => signJwt(key, claims(), { alg: "ES256" })],
  ["no algorithm", "malformed", () => signJwt(key, claims(), { alg: undefined })],
  ["an algorithm that is no text", "malformed", () => signJwt(key, claims(), { alg: ["RS256"] })],
  ["the wrong issuer", "issuer", () => signJwt(key, claims({ iss: `${ISSUER}/` }))],
  ["no issuer", "issuer", () => signJwt(key, claims({ iss: undefined }))],
  ["the wrong audience", "audience", () => signJwt(key, claims({ aud: "other" }))],
  ["no audience", "audience", () => signJwt(key, claims({ aud: undefined }))],
  ["an audience that is an object", "audience", () => signJwt(key, claims({ aud: { 0: AUDIENCE } }))],
  ["a start in the future", "premature", () => signJwt(key, claims({ nbf: seconds(31) }))],
  ["a start that is no number", "premature", () => signJwt(key, claims({ nbf: "now" }))],
  ["an expiry in the past", "expired", () => signJwt(key, claims({ exp: seconds(-31) }))],
  ["no expiry", "claim", () => signJwt(key, claims({ exp: undefined }))],
  ["an expiry that is a text", "claim", () => signJwt(key, claims({ exp: "9999999999" }))],
  ["a critical extension", "header", () => signJwt(key, claims(), { crit: ["x"], x: true })],
  ["a critical list that is empty", "malformed", () => signJwt(key, claims(), { crit: [] })],
  ["critical b64", "malformed", () => signJwt(key, claims(), { crit: ["b64"], b64: false })],
  ["an embedded jwk, and its signature", "header", () => signJwt(impostor, claims(), { jwk: impostor.jwk })],
  ["a jku", "header", () => signJwt(impostor, claims(), { jku: "https://evil.example/keys" })],
  ["an x5u", "header", () => signJwt(impostor, claims(), { x5u: "https://evil.example/cert" })],
  ["an embedded jwk of the right key", "header", () => signJwt(key, claims(), { jwk: key.jwk })],
  ["a stranger's signature under the key's name", "signature", () => signJwt(impostor, claims())],
  ["a stranger's key", "key", () => signJwt(other, claims())],
  ["a kid that is a path", "key", () => signJwt(other, claims(), { kid: "../../etc/passwd" })],
  ["a kid that is an object", "key", () => signJwt(key, claims(), { kid: { $ne: null } })],
  [
    "changed claims",
    "signature",
    () => signJwt(key, claims()).replace(/\.[^.]+\./, `.${unsigned({}, claims({ unionId: "v" })).split(".")[1]}.`),
  ],
  ["a cut signature", "signature", () => signJwt(key, claims()).slice(0, -8)],
  ["no signature", "signature", () => `${unsigned({ alg: "RS256", kid: "k1" }, claims())}.`],
  ["a fourth part", "malformed", () => `${signJwt(key, claims())}.x`],
  ["claims that are no object", "malformed", () => signJwt(key, [1])],
  ["no dots", "malformed", () => "abc"],
  ["nothing but dots", "malformed", () => ".."],
  ["a header that is no JSON", "malformed", () => `!!.${signJwt(key, claims()).split(".").slice(1).join(".")}`],
  ["100 kB", "malformed", () => signJwt(key, claims({ padding: "x".repeat(100_000) }))],
  ["100 kB of one letter", "malformed", () => "a".repeat(100_000)],
  ["encryption", "malformed", () => "a.b.c.d.e"],
])("a JWT with %s is refused: %s", async (_what, reason, make) => {
  expect(await reasonFor(make())).toBe(reason);
});

test("a refusal repeats nothing of the JWT, and has no cause that could", async () => {
  const error: unknown = await verifier
    .verify(signJwt(key, claims({ aud: "SECRET-audience" })))
    .catch((each: unknown) => each);
  expect(error).toMatchObject({ code: "UNAUTHENTICATED" });
  expect(error).not.toHaveProperty("cause");
  expect(String(error)).not.toContain("SECRET");
});

test("10,000 unknown kids cost one fetch in 30 s, even if it fails", async () => {
  await clock.advance(30_000);
  const before = fetches;
  expect(new Set(await askWithUnknownKeys())).toEqual(new Set(["key"]));
  expect(fetches).toBe(before + 1);
  published = () => Promise.reject(new Error("down"));
  await clock.advance(29_999);
  await askWithUnknownKeys();
  expect(fetches).toBe(before + 1);
  await clock.advance(1);
  await askWithUnknownKeys();
  expect(fetches).toBe(before + 2);
});

const askWithUnknownKeys = () =>
  Promise.all(Array.from({ length: 5000 }, (_, index) => reasonFor(signFast({ kid: `unknown-${index}` }))));

/** The JWT is not signed again, because signing takes longer than everything else. */
const signFast = (header: object) => `${unsigned({ alg: "RS256", ...header }, claims())}.AAAA`;

test("a new key is found with one fetch, and the old key stays valid while it is published", async () => {
  await clock.advance(30_000);
  published = async () => ({ keys: [other.jwk, key.jwk] });
  await expect(verifier.verify(signJwt(other, claims()))).resolves.toBeDefined();
  await expect(verifier.verify(signJwt(key, claims()))).resolves.toBeDefined();
  expect(fetches).toBe(2);
  published = async () => ({ keys: [other.jwk] });
  await clock.advance(600_000);
  expect(await reasonFor(signJwt(key, claims()))).toBe("key");
});

test("a clock that is set back does not delay the fetch of a new key", async () => {
  clock.setBack(HOUR_MS);
  await clock.advance(30_000);
  published = async () => ({ keys: [other.jwk] });
  await expect(verifier.verify(signJwt(other, claims()))).resolves.toBeDefined();
});

test("a new key under an old name replaces it: signatures of the old key are refused", async () => {
  await clock.advance(30_000);
  published = async () => ({ keys: [impostor.jwk] });
  await expect(verifier.verify(signJwt(impostor, claims()))).resolves.toBeDefined();
  expect(await reasonFor(signJwt(key, claims()))).toBe("signature");
});

test("of two keys with one name in a set both verify, and a third key does not", async () => {
  await clock.advance(30_000);
  published = async () => ({ keys: [key.jwk, impostor.jwk] });
  await clock.advance(600_000);
  for (const good of [key, impostor]) await expect(verifier.verify(signJwt(good, claims()))).resolves.toBeDefined();
  expect(await reasonFor(signJwt(createKey("k1"), claims()))).toBe("signature");
});

test("a JWT without a kid is tried with every key that fits, also after a key that is too short to be used", async () => {
  const short = generateKeyPairSync("rsa", { modulusLength: 1024 }).publicKey.export({ format: "jwk" });
  published = async () => ({ keys: [short, other.jwk, key.jwk] });
  await clock.advance(600_000);
  await expect(verifier.verify(signJwt(key, claims(), { kid: undefined }))).resolves.toBeDefined();
});

test.each<[string, object]>([
  ["issuer", { iss: "https://evil.example" }],
  ["audience", { aud: "other" }],
  ["expired", { exp: 1 }],
  ["claim", { exp: undefined }],
])(
  "a JWT without a kid, for which several keys are tried, is refused for the same reasons: %s",
  async (reason, wrong) => {
    published = async () => ({ keys: [other.jwk, key.jwk] });
    await clock.advance(600_000);
    expect(await reasonFor(signJwt(key, claims(wrong), { kid: undefined }))).toBe(reason);
  },
);

test.each([23, 24])(
  "keys that cannot be fetched for %i hours still verify, and back-off limits the fetches",
  async (hours) => {
    const lastGood = fetches;
    published = () => Promise.reject(new Error("down"));
    for (let hour = 0; hour < hours; hour += 1) {
      await clock.advance(HOUR_MS);
      await expect(verifier.verify(signJwt(key, claims()))).resolves.toBeDefined();
    }
    expect(fetches - lastGood).toBeLessThan(hours * 6 + 12);
  },
);

test("after more than a day without the identity provider every JWT is refused, with an error that does not blame the caller", async () => {
  published = () => Promise.reject(new Error("down"));
  await clock.advance(26 * HOUR_MS);
  await expect(verifier.verify(signJwt(key, claims()))).rejects.toMatchObject({
    code: "UPSTREAM_UNAVAILABLE",
    reason: "no-keys",
  });
  published = async () => ({ keys: [key.jwk] });
  await clock.advance(600_000);
  await expect(verifier.verify(signJwt(key, claims()))).resolves.toBeDefined();
});

test("while a fetch hangs, JWTs of known keys do not wait for it", async () => {
  published = () => new Promise(() => {});
  await clock.advance(600_000);
  await expect(verifier.verify(signJwt(key, claims()))).resolves.toBeDefined();
});

test("a published key that cannot be used causes no 500", async () => {
  published = async () => ({
    keys: [
      { kty: "RSA", kid: "k3", n: "AQAB", e: "AQAB" },
      { kty: "EC", kid: "k4", crv: "P-256", x: "AA", y: "AA" },
    ],
  });
  await clock.advance(600_000);
  expect(await reasonFor(signFast({ kid: "k3" }))).toBe("key");
  expect(await reasonFor(`${unsigned({ alg: "ES256", kid: "k4" }, claims())}.AAAA`)).toBe("key");
});

test("a gateway that starts while the identity provider is down says so, and recovers by itself", async () => {
  published = () => Promise.reject(new Error("down"));
  const late = new KeySet({ clock, onFetch: () => undefined, fetchKeys: () => published() });
  await late.start();
  expect(await late.get()).toBeNull();
  published = async () => ({ keys: [key.jwk] });
  await clock.advance(1000);
  expect(await late.get()).toEqual({ keys: [key.jwk] });
  late.close();
});

test("a key of a large set is found by its name, but not every key is tried for a JWT without a name", async () => {
  const strangers = Array.from({ length: 100 }, (_, index) => ({ ...other.jwk, kid: `stranger-${index}` }));
  published = async () => ({ keys: [...strangers, key.jwk] });
  await clock.advance(HOUR_MS);
  expect(await reasonFor(signJwt(key, claims()))).toMatchObject({ unionId: "u" });
  expect(await reasonFor(signJwt(key, claims(), { kid: undefined }))).toBe("signature");
});

import { expect, test } from "@jest/globals";
import { parseConfig, readAppSecret } from "../../src/config/parse-config.js";

const SIGN_IN = {
  JWT_ISSUER: "https://id.company.example",
  JWT_AUDIENCE: "minutes-graph",
  DINGTALK_APP_KEY: "key",
  DINGTALK_APP_SECRET: "hush",
};
const DEMO = { ...SIGN_IN, JWT_ISSUER: "http://127.0.0.1:4100/demo-identity-provider" };
const REAL = { DINGTALK_BASE_URL: "https://api.dingtalk.com" };
const SECRET = "x".repeat(32);

test.each<[string, Record<string, string>]>([
  ["sign-in, complete", SIGN_IN],
  ["sign-in, with pass-through beside it", { ...SIGN_IN, PASS_THROUGH_ENABLED: "true" }],
  ["an audit under sign-in", { ...SIGN_IN, AUDIT_LOG: "true", LOG_LEVEL: "debug" }],
  ["an audit in pass-through, with a secret of its own", { AUDIT_LOG: "true", ID_SECRET: SECRET }],
  ["the demo's identity provider in front of the simulator", DEMO],
  ["the demo's identity provider in front of this machine", { ...DEMO, DINGTALK_BASE_URL: "http://127.0.0.1:4100" }],
])("%s is allowed", (_what, env) => {
  expect(() => parseConfig(env)).not.toThrow();
});

test.each<[string, string, Record<string, string>]>([
  ["an issuer alone", "JWT_AUDIENCE: must be set", { ...SIGN_IN, JWT_AUDIENCE: "" }],
  ["no app key", "DINGTALK_APP_KEY: must be set", { ...SIGN_IN, DINGTALK_APP_KEY: "" }],
  ["no app secret", "DINGTALK_APP_SECRET: must be set", { ...SIGN_IN, DINGTALK_APP_SECRET: "" }],
  ["no issuer", "JWT_ISSUER: must be set", { ...SIGN_IN, JWT_ISSUER: "" }],
  ["nobody who could sign in", "PASS_THROUGH_ENABLED: must not be false", { PASS_THROUGH_ENABLED: "false" }],
  ["an audit without a secret", "ID_SECRET: must be set", { AUDIT_LOG: "true" }],
  ["an audit that is not logged", "LOG_LEVEL: must be info", { ...SIGN_IN, AUDIT_LOG: "true", LOG_LEVEL: "warn" }],
  ["the demo in front of DingTalk", "JWT_ISSUER: must not be the demo's", { ...DEMO, ...REAL }],
  ["http to another machine", "JWT_ISSUER: must be an https URL", { ...SIGN_IN, JWT_ISSUER: "http://id.example" }],
  ["an issuer with a query", "JWT_ISSUER: must have no query", { ...SIGN_IN, JWT_ISSUER: "https://id.example?a" }],
  [
    "a password for the keys, which the log would show",
    "JWT_JWKS_URL: must contain no user name and no password",
    { ...SIGN_IN, JWT_JWKS_URL: "https://gateway:hush@keys.example/jwks" },
  ],
  [
    "a password after backslashes, which mean the same as slashes",
    "JWT_ISSUER: must contain no user name and no password",
    { ...SIGN_IN, JWT_ISSUER: "https:\\\\gateway:hush@id.example" },
  ],
  ["a symmetric algorithm", "JWT_ALGORITHMS: must be some of", { ...SIGN_IN, JWT_ALGORITHMS: "RS256,HS256" }],
  ["no algorithm", "JWT_ALGORITHMS: must be some of", { ...SIGN_IN, JWT_ALGORITHMS: "none" }],
  ["a short secret", "ID_SECRET: must be secrets of 32", { ...SIGN_IN, ID_SECRET: `${SECRET},short` }],
])("%s is refused without repeating the secret", (_what, fault, env) => {
  expect(() => parseConfig(env)).toThrow(fault);
  expect(() => parseConfig(env)).not.toThrow("hush");
});

function readUnlessGone(path: string): string {
  if (path === "gone") throw new Error("the file is gone");
  return "new secret\n";
}

test("the app's secret is read again alone, because the files of other secrets may be gone by then", () => {
  const env = { DINGTALK_APP_SECRET_FILE: "app-secret", REDIS_URL_FILE: "gone", ID_SECRET_FILE: "gone" };
  expect(readAppSecret(env, readUnlessGone)).toBe("new secret");
  expect(() => readAppSecret(env, () => "")).toThrow(/^DINGTALK_APP_SECRET_FILE: the file is empty$/);
});

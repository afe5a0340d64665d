import { z } from "zod";
import { isSecure } from "../../auth/secure-url.js";
import { secret, secrets, toWords, wholeNumber } from "../kinds.js";
import { section, type Variable } from "../variable.js";

/**
 * Asymmetric algorithms (RFC 7518, section 3.1; RFC 8037). With a symmetric one, everyone who can verify could also
 * sign.
 */
const ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"] as const;

/** A text, or null: the setting is optional. */
function optionalText(name: string, defaultText: string, meaning: string): Variable<string | null> {
  return {
    name,
    meaning,
    defaultText,
    schema: () =>
      z
        .string()
        .optional()
        .transform((given) => given ?? null),
  };
}

const secureUrl = z
  .string()
  .refine((text) => URL.canParse(text) && isSecure(new URL(text)), "must be an https URL, or http on this machine");

/** Kept exactly as written, because issuers are compared as text (OpenID Connect Core 1.0, section 3.1.3.7). */
const issuer: Variable<string | null> = {
  name: "JWT_ISSUER",
  defaultText: "none: callers send DingTalk tokens",
  meaning:
    "switches company sign-in on: the identity provider's issuer, exactly as its JWTs name it (`docs/sign-in.md`)",
  schema: () =>
    secureUrl
      .refine((text) => !/[?#]/.test(text), "must have no query and no fragment")
      .optional()
      .transform((given) => given ?? null),
};

const jwksUrl: Variable<URL | null> = {
  name: "JWT_JWKS_URL",
  defaultText: "from OpenID discovery",
  meaning: "the address of the identity provider's keys",
  schema: () => secureUrl.optional().transform((given) => (given === undefined ? null : new URL(given))),
};

const algorithms: Variable<readonly string[]> = {
  name: "JWT_ALGORITHMS",
  defaultText: "`RS256,ES256`",
  meaning: `accepted signatures, separated by commas: ${ALGORITHMS.map((name) => `\`${name}\``).join(", ")}`,
  schema: () =>
    z
      .string()
      .default("RS256,ES256")
      .transform(toWords)
      .refine((list) => list.length > 0 && list.every(isAlgorithm), `must be some of ${ALGORITHMS.join(", ")}`),
};

const isAlgorithm = (name: string) => ALGORITHMS.some((known) => known === name);

const operatorClaim: Variable<string> = {
  name: "JWT_OPERATOR_CLAIM",
  meaning: "the claim with the person's DingTalk `unionId`",
  schema: () => z.string().default("unionId"),
};

const passThroughEnabled: Variable<boolean | null> = {
  name: "PASS_THROUGH_ENABLED",
  defaultText: "`true`; `false` under company sign-in",
  meaning: "callers may send their own DingTalk token; under company sign-in only in `x-acs-dingtalk-access-token`",
  schema: () =>
    z
      .enum(["true", "false"], "must be true or false")
      .optional()
      .transform((given) => (given === undefined ? null : given === "true")),
};

const idSecrets = secrets(
  "ID_SECRET",
  "none: ids show operators; under company sign-in derived from `DINGTALK_APP_SECRET`",
  "hides operators in global ids and in audit lines",
);

/** How callers sign in. */
export const signIn = section("Company sign-in", {
  issuer,
  audience: optionalText(
    "JWT_AUDIENCE",
    "none; required with `JWT_ISSUER`",
    "the audience in the JWTs for this gateway",
  ),
  jwksUrl,
  algorithms,
  operatorClaim,
  clockToleranceSeconds: wholeNumber(
    "JWT_CLOCK_TOLERANCE_SECONDS",
    { min: 0, max: 300, default: 30 },
    "the max difference between the identity provider's clock and ours",
  ),
  appKey: optionalText(
    "DINGTALK_APP_KEY",
    "none; required with `JWT_ISSUER`",
    "the AppKey (Client ID) of the company's DingTalk app",
  ),
  appSecret: secret(
    "DINGTALK_APP_SECRET",
    "none; required with `JWT_ISSUER`",
    "its AppSecret (Client Secret); a file is read again for each token",
  ),
  passThroughEnabled,
  idSecrets,
});

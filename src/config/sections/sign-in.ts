import { z } from "zod";
import { isSecure } from "../../auth/secure-url.js";
import {
  hasNoPassword,
  NO_PASSWORD,
  optional,
  optionalText,
  secret,
  secrets,
  text,
  toWords,
  trueOrFalse,
  wholeNumber,
} from "../kinds.js";
import { section, type Variable } from "../variable.js";

/** Asymmetric algorithms (RFC 7518, section 3.1; RFC 8037). With a symmetric one, all who verify could also sign. */
const ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"] as const;

const secureUrl = z
  .string()
  .refine((url) => URL.canParse(url) && isSecure(new URL(url)), "must be an https URL, or http on this machine")
  .refine((url) => !URL.canParse(url) || hasNoPassword(new URL(url)), NO_PASSWORD);

/** Kept exactly as written, because issuers are compared as text (OpenID Connect Core 1.0, section 3.1.3.7). */
const issuer = optional(
  "JWT_ISSUER",
  "none: callers send DingTalk tokens",
  "switches company sign-in on: the identity provider's issuer, exactly as its JWTs name it (`docs/sign-in.md`)",
  secureUrl.refine((url) => !/[?#]/.test(url), "must have no query and no fragment"),
);

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

const passThroughEnabled = optional(
  "PASS_THROUGH_ENABLED",
  "`true`; `false` under company sign-in",
  "callers may send their own DingTalk token; under company sign-in only in `x-acs-dingtalk-access-token`",
  trueOrFalse,
);

/** How callers sign in. */
export const signIn = section("Company sign-in", {
  issuer,
  audience: optionalText(
    "JWT_AUDIENCE",
    "none; required with `JWT_ISSUER`",
    "the audience in the JWTs for this gateway",
  ),
  jwksUrl: optional(
    "JWT_JWKS_URL",
    "from OpenID discovery",
    "the address of the identity provider's keys",
    secureUrl.transform((url) => new URL(url)),
  ),
  algorithms,
  operatorClaim: text("JWT_OPERATOR_CLAIM", "unionId", "the claim with the person's DingTalk `unionId`"),
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
  idSecrets: secrets(
    "ID_SECRET",
    "none: ids show operators; under company sign-in derived from `DINGTALK_APP_SECRET`",
    "hides operators in global ids and in audit lines",
  ),
});

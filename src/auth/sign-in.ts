import type { IncomingHttpHeaders } from "node:http";
import { GatewayError } from "../errors.js";
import type { Credentials } from "../transcript/credentials.js";
import { isId, TOKEN_HEADER } from "../upstream/dingtalk/request.js";
import type { AppSecret } from "./app-secret.js";
import type { AppToken } from "./app-token.js";
import type { Authenticate } from "./authenticate.js";
import type { JwtVerifier } from "./jwt-verifier.js";
import { toCredentials } from "./pass-through.js";
import { OPERATOR_HEADER, readBearer, readHeader } from "./request-headers.js";
import { type RefusalReason, SignInRefusal } from "./sign-in-refusal.js";
import { SignedInCredentials } from "./signed-in-credentials.js";

/** The parts that company sign-in needs. */
export interface SignInOptions {
  readonly verifier: Pick<JwtVerifier, "verify">;
  /** The claim with the person's `unionId`. */
  readonly operatorClaim: string;
  /** The digest that identifies the app (`identityOfApp`). */
  readonly identity: string;
  readonly token: AppToken;
  readonly secret: AppSecret;
  /** True if a request may send its own DingTalk token instead, in DingTalk's header. */
  readonly passThroughEnabled: boolean;
  readonly onRefusal: (reason: RefusalReason) => void;
}

/**
 * Company sign-in. `Authorization: Bearer` contains a JWT of the identity provider and nothing else, so an invalid JWT
 * can never be mistaken for a DingTalk token. The claim names the operator.
 */
export function createCompanySignIn(options: SignInOptions): Authenticate {
  return async (headers) => {
    try {
      return await authenticate(headers, options);
    } catch (error) {
      if (!(error instanceof GatewayError)) throw error;
      if (error instanceof SignInRefusal) options.onRefusal(error.reason);
      return error;
    }
  };
}

async function authenticate(headers: IncomingHttpHeaders, options: SignInOptions): Promise<Credentials> {
  const accessToken = readHeader(headers, TOKEN_HEADER);
  if (accessToken !== null && readHeader(headers, "authorization") !== null) throw new SignInRefusal("two-credentials");
  if (accessToken !== null && options.passThroughEnabled) return toCredentials(accessToken, headers);
  const jwt = readBearer(headers);
  if (jwt === null) throw new SignInRefusal("missing");
  const operator = operatorIn(await options.verifier.verify(jwt), options.operatorClaim);
  const named = readHeader(headers, OPERATOR_HEADER);
  if (named !== null && named !== operator) throw new SignInRefusal("other-operator");
  return new SignedInCredentials(options.identity, operator, options.token, options.secret);
}

/** The person's `unionId`, which a call may contain. */
function operatorIn(claims: Readonly<Record<string, unknown>>, claim: string): string {
  const value = claims[claim];
  if (typeof value === "string" && value.trim() !== "" && isId(value)) return value;
  throw new SignInRefusal(
    "operator",
    `the JWT has no claim "${claim}" with a unionId, which must name the operator for DingTalk`,
  );
}

import { type ErrorCode, GatewayError } from "../errors.js";

/** Each reason for refusing a sign-in, with its code and its message. Log and metrics contain only the reason. */
const REASONS = {
  missing: ["UNAUTHENTICATED", "no JWT: sign in, and send it as `Authorization: Bearer …`"],
  malformed: ["UNAUTHENTICATED", "the JWT is malformed, or longer than 16,000 characters"],
  algorithm: ["UNAUTHENTICATED", "the JWT is not signed with an algorithm that is allowed here"],
  header: [
    "UNAUTHENTICATED",
    "the JWT's header has something that this gateway does not support: a critical extension, or its own key",
  ],
  key: ["UNAUTHENTICATED", "the JWT is signed with a key that the identity provider does not publish"],
  signature: ["UNAUTHENTICATED", "the JWT's signature is wrong"],
  issuer: ["UNAUTHENTICATED", "the JWT is from another issuer than this gateway's identity provider"],
  audience: ["UNAUTHENTICATED", "the JWT is for another audience than this gateway"],
  expired: ["UNAUTHENTICATED", "the JWT has expired: sign in again"],
  premature: ["UNAUTHENTICATED", "the JWT is not valid yet"],
  claim: ["UNAUTHENTICATED", "the JWT has no time of expiry, or a claim of the wrong type"],
  operator: ["FORBIDDEN", "the JWT does not name the operator for DingTalk"],
  "other-operator": ["FORBIDDEN", "the header x-dingtalk-union-id names another operator than the JWT: leave it out"],
  "two-credentials": [
    "BAD_USER_INPUT",
    "the request has both `Authorization` and `x-acs-dingtalk-access-token`: send one of them",
  ],
  "no-keys": [
    "UPSTREAM_UNAVAILABLE",
    "the identity provider cannot be reached, so no sign-in can be checked: try again",
  ],
} as const satisfies Record<string, readonly [ErrorCode, string]>;

/** Why a sign-in is refused. */
export type RefusalReason = keyof typeof REASONS;

/** A request with an invalid sign-in. The message repeats nothing of the JWT. */
export class SignInRefusal extends GatewayError {
  override readonly name = "SignInRefusal";

  constructor(
    readonly reason: RefusalReason,
    message: string = REASONS[reason][1],
  ) {
    super(REASONS[reason][0], message);
  }
}

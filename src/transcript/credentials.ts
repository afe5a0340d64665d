import type { GatewayError } from "../errors.js";

/**
 * The identity and the operator of a caller, with a way to get the DingTalk token. The token is in no property, so code
 * that logs, prints or serialises credentials cannot reveal it. Only the upstream client requests it.
 */
export interface Credentials {
  /**
   * A digest of what DingTalk limits and grants access to: the token in pass-through, the app under sign-in. It is
   * equal for two requests exactly if they have the same identity, on any replica. It names queues and is part of cache
   * keys.
   */
  readonly identity: string;
  /** The `unionId` for fields that name no operator; null: DingTalk decides by the token alone. */
  readonly operator: string | null;
  /** Whether they may act only as `operator`. Ids then contain a digest of it instead of the sealed operator. */
  readonly isBoundToOperator: boolean;
  /**
   * The operator for a field, an id or a reference that names `operator`. `argument` is for the message.
   * @throws GatewayError `FORBIDDEN` if these credentials may not act as that operator.
   */
  actAs(operator: string | null, argument: string): string | null;
  /** The token for the next call. @throws GatewayError if there is none; the signal's reason if it aborts. */
  getAccessToken(signal: AbortSignal): Promise<string>;
  /** A different token than the one that DingTalk refused; null if there is none. @throws like `getAccessToken`. */
  renewAccessToken(refused: string, signal: AbortSignal): Promise<string | null>;
  /**
   * 32 bytes, derived (HKDF-SHA-256) from `secret` and the identity's own secret: the token in pass-through, the app's
   * secret under sign-in. They differ for each `purpose`, and are equal on every replica. @throws if the app's secret
   * cannot be read.
   */
  deriveKey(secret: string, purpose: string): Promise<Buffer>;
  /** The error for the caller when DingTalk refuses the token: `refusal` itself if the token is the caller's own. */
  explainRefusal(refusal: GatewayError): GatewayError;
}

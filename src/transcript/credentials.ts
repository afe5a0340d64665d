import type { GatewayError } from "../errors.js";

/**
 * Who asks: an identity and an operator, with a way to get the DingTalk token. The token is in no property, so nothing that logs,
 * prints or serialises credentials can show it; only the upstream client asks for it.
 */
export interface Credentials {
  /**
   * A digest of what DingTalk limits and what grants access: the token itself in pass-through, the app under sign-in. Equal for two
   * requests exactly if they come from the same identity, also on another replica. It names queues and goes into cache keys.
   */
  readonly identity: string;
  /** The `unionId` to ask as where a field names none; null: DingTalk decides by the token alone. */
  readonly operator: string | null;
  /** Whether they may ask as `operator` and nobody else; then an id needs to name nobody to be one person's. */
  readonly isBoundToOperator: boolean;
  /**
   * The operator to ask as when a field, an id or a reference names `operator`. `argument` is for the message.
   * @throws GatewayError `FORBIDDEN` when these credentials may not ask as that operator.
   */
  actAs(operator: string | null, argument: string): string | null;
  /** The token for the next call. @throws GatewayError when there is none; the signal's reason when it aborts. */
  getAccessToken(signal: AbortSignal): Promise<string>;
  /** Another token than the one that DingTalk has just refused; null when there is none. @throws like `getAccessToken`. */
  renewAccessToken(refused: string, signal: AbortSignal): Promise<string | null>;
  /** What the caller is told when DingTalk refuses the token: `refusal` itself where the token is the caller's own. */
  explainRefusal(refusal: GatewayError): GatewayError;
}

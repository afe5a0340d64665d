import { hash } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { deriveKey } from "../derive-key.js";
import { GatewayError } from "../errors.js";
import type { Credentials } from "../transcript/credentials.js";
import { TOKEN_HEADER } from "../upstream/dingtalk/request.js";
import { OPERATOR_HEADER, readBearer, readHeader } from "./request-headers.js";

const NO_TOKEN = `no access token: send it as \`${TOKEN_HEADER}: …\` or \`Authorization: Bearer …\``;
const NO_BEARER = "no access token: the header `Authorization` must have the form `Bearer …`";

/** The caller's own DingTalk token, from the request. It may act as any operator, because DingTalk decides. */
export class PassThroughCredentials implements Credentials {
  readonly identity: string;
  readonly isBoundToOperator = false;
  readonly #accessToken: string;

  constructor(
    accessToken: string,
    readonly operator: string | null,
  ) {
    this.identity = hash("sha256", accessToken, "base64url");
    this.#accessToken = accessToken;
  }

  actAs(operator: string | null): string | null {
    return operator;
  }

  async getAccessToken(): Promise<string> {
    return this.#accessToken;
  }

  async renewAccessToken(): Promise<null> {
    return null;
  }

  async deriveKey(secret: string, purpose: string): Promise<Buffer> {
    return deriveKey(this.#accessToken, secret, purpose);
  }

  explainRefusal(refusal: GatewayError): GatewayError {
    return refusal;
  }
}

/**
 * Reads a DingTalk token from its own header, otherwise from `Authorization: Bearer`, and the operator from
 * `x-dingtalk-union-id`. Without a token it returns the error `UNAUTHENTICATED`.
 */
export async function passThrough(headers: IncomingHttpHeaders): Promise<Credentials | GatewayError> {
  const accessToken = readHeader(headers, TOKEN_HEADER) ?? readBearer(headers);
  if (accessToken === null)
    return new GatewayError("UNAUTHENTICATED", readHeader(headers, "authorization") === null ? NO_TOKEN : NO_BEARER);
  return toCredentials(accessToken, headers);
}

/** The credentials of a token from a request, with the operator from `x-dingtalk-union-id`. */
export function toCredentials(accessToken: string, headers: IncomingHttpHeaders): Credentials {
  return new PassThroughCredentials(accessToken, readHeader(headers, OPERATOR_HEADER));
}

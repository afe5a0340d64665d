import { GatewayError } from "../errors.js";
import type { Credentials } from "../transcript/credentials.js";

/**
 * Runs a call with the credentials' token. If DingTalk refuses the token, the call is repeated once with a different
 * token; the same token would be refused again. @throws the errors of the call and the credentials.
 */
export async function withAccessToken<T>(
  credentials: Credentials,
  signal: AbortSignal,
  call: (accessToken: string) => Promise<T>,
): Promise<T> {
  const accessToken = await credentials.getAccessToken(signal);
  try {
    return await call(accessToken);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    const renewed = await credentials.renewAccessToken(accessToken, signal);
    if (renewed === null) throw credentials.explainRefusal(error);
    return call(renewed).catch((again: unknown) => {
      throw isRefusal(again) ? credentials.explainRefusal(again) : again;
    });
  }
}

const isRefusal = (error: unknown): error is GatewayError =>
  error instanceof GatewayError && error.code === "UNAUTHENTICATED";

import type { Dispatcher } from "undici";
import { unpack } from "./body.js";
import { bodyError, connectionError } from "./exchange-errors.js";

/** The headers of a response, by name in lower case. */
export type ResponseHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** One whole response. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: ResponseHeaders;
  /** Unpacked, not decoded. */
  readonly body: Uint8Array;
}

/** One GET, below the dispatcher's origin. */
export interface ExchangeRequest {
  readonly path: string;
  readonly headers: Record<string, string>;
}

/**
 * One request and its whole response, whatever its status; redirects are not followed. `signal` ends it at any point, socket
 * included. Throws `UPSTREAM_UNAVAILABLE` when no response comes, and `UpstreamBadResponse` when it is not whole or
 * longer than `maxBytes`. After an abort it throws one of these or the signal's reason: the caller knows which signal it was.
 */
export async function exchange(
  dispatcher: Dispatcher,
  request: ExchangeRequest,
  signal: AbortSignal,
  maxBytes: number,
): Promise<HttpResponse> {
  const { statusCode: status, headers, body } = await send(dispatcher, request, signal);
  const bytes = await receive(body, maxBytes);
  return { status, headers, body: await unpack(bytes, headers["content-encoding"], maxBytes) };
}

async function send(
  dispatcher: Dispatcher,
  request: ExchangeRequest,
  signal: AbortSignal,
): Promise<Dispatcher.ResponseData> {
  try {
    return await dispatcher.request({ ...request, method: "GET", signal });
  } catch (error) {
    throw connectionError(error);
  }
}

async function receive(body: Dispatcher.ResponseData["body"], maxBytes: number): Promise<Uint8Array> {
  try {
    return await body.bytes();
  } catch (error) {
    throw bodyError(error, maxBytes);
  }
}

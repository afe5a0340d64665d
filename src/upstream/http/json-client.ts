import { type Dispatcher, request } from "undici";
import { parseJson } from "../../json.js";
import { codeOf } from "./exchange-errors.js";

/** A response is a few kilobytes. A service that sends more than this is the wrong one. */
const MAX_BYTES = 1_048_576;

/** A response with any status. `body` is null if it is not JSON. */
export interface JsonResponse {
  readonly status: number;
  readonly body: unknown;
}

/**
 * Sends a request, a POST if there is a body, and returns the whole response. @throws Error with a fixed word for the
 * failure, never with the address.
 */
export type JsonClient = (request: { readonly url: URL; readonly body?: object }) => Promise<JsonResponse>;

/**
 * Creates a client for the small services besides DingTalk's API: no redirects, one deadline for the whole exchange, at
 * most 1 MiB.
 */
export function createJsonClient(timeoutMs: number): JsonClient {
  return ({ url, body }) =>
    send(url, body, timeoutMs).catch((error: unknown) => {
      throw new Error(codeOf(error)); // its message could hold the address
    });
}

async function send(url: URL, body: object | undefined, timeoutMs: number): Promise<JsonResponse> {
  const response = await request(url, {
    method: body === undefined ? "GET" : "POST",
    headers: { accept: "application/json", ...(body !== undefined && { "content-type": "application/json" }) },
    body: body === undefined ? null : JSON.stringify(body),
    signal: AbortSignal.timeout(timeoutMs),
  });
  return { status: response.statusCode, body: parseJson(await receive(response.body)) ?? null };
}

async function receive(body: Dispatcher.ResponseData["body"]): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > MAX_BYTES) throw Object.assign(new Error("too long"), { code: "TOO_LONG" });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

import { type Dispatcher, request } from "undici";
import { codeOf } from "./exchange-errors.js";

/** A response is a few kilobytes; a service that sends more than this is not the one that was meant. */
const MAX_BYTES = 1_048_576;

/** A response, whatever its status. `body` is null when it is no JSON. */
export interface JsonResponse {
  readonly status: number;
  readonly body: unknown;
}

/** One request; a POST when there is a body. */
export interface JsonRequest {
  readonly url: URL;
  readonly body?: object;
}

/** Sends a request and gives the whole response. @throws Error with a fixed word for what went wrong, never with the address. */
export type JsonClient = (request: JsonRequest) => Promise<JsonResponse>;

/** A client for the small services beside DingTalk's API: no redirects, one deadline for the whole exchange, at most 1 MiB. */
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
  return { status: response.statusCode, body: toJson(await receive(response.body)) };
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

function toJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

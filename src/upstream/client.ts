import { type Dispatcher, Pool } from "undici";
import { GatewayError } from "../errors.js";
import type { Page } from "../transcript/model.js";
import type { PageSource } from "../transcript/page-source.js";
import { type ExchangeRequest, exchange } from "./exchange.js";
import { type Answer, toFailure } from "./failures.js";
import { toHeaders, toPath } from "./request.js";
import { createThrottle } from "./throttle.js";
import { toPage } from "./wire.js";

/** Where the upstream is, and how much may be asked of it. */
export interface UpstreamOptions {
  /** The gateway of DingTalk's API; a path in it is kept as a prefix. */
  readonly baseUrl: URL;
  /** For one whole exchange, from its start (not from when it began to wait for its turn) to the last byte. */
  readonly timeoutMs: number;
  /** Calls in flight at a time, for all tokens together. */
  readonly concurrency: number;
  /** Calls started in a second, for each token; 0: no limit. */
  readonly callsPerSecond: number;
  /** The longest answer that is read, packed or unpacked. */
  readonly maxResponseBytes: number;
}

/** Who asks, and until when the answer is wanted. */
export interface Caller {
  readonly accessToken: string;
  readonly signal: AbortSignal;
}

/** The upstream as all callers share it: one set of connections, one throttle. */
export interface UpstreamClient {
  /**
   * A source that acts with this caller's token until `signal` aborts; then it rejects with the signal's reason, and the
   * call's connection is closed. Nothing of one caller's answers is kept for another.
   */
  as(caller: Caller): PageSource;
  /** Ends when the calls in flight have ended; later calls are refused as `UPSTREAM_UNAVAILABLE`. */
  close(): Promise<void>;
}

/** A client of one upstream. It connects when the first call needs it to. */
export function createUpstreamClient(options: UpstreamOptions): UpstreamClient {
  const pool = createPool(options);
  const throttle = createThrottle(options);
  let closed: Promise<void> | undefined;
  return {
    as: ({ accessToken, signal }) => ({
      async getPage(request) {
        const call = { headers: toHeaders(accessToken), path: toPath(options.baseUrl, request) };
        return throttle.run(accessToken, signal, () => getTexts(pool, call, signal, options));
      },
    }),
    close: () => (closed ??= pool.close()),
  };
}

/**
 * The deadline of a call is one for all its stages, so the client's own timeouts are off. HTTP/1.1, with one call to a
 * connection: an aborted call closes its connection, and no other call with it.
 */
function createPool({ baseUrl, timeoutMs, concurrency, maxResponseBytes }: UpstreamOptions): Pool {
  return new Pool(baseUrl.origin, {
    connections: concurrency,
    pipelining: 1,
    allowH2: false,
    connectTimeout: timeoutMs,
    headersTimeout: 0,
    bodyTimeout: 0,
    maxResponseSize: maxResponseBytes,
  });
}

async function getTexts(
  pool: Dispatcher,
  call: ExchangeRequest,
  signal: AbortSignal,
  options: UpstreamOptions,
): Promise<Page> {
  const answer = await inTime(pool, call, signal, options);
  if (answer.status !== 200) throw toFailure(answer);
  return toPage(answer.body, answer.headers);
}

async function inTime(
  pool: Dispatcher,
  call: ExchangeRequest,
  signal: AbortSignal,
  options: UpstreamOptions,
): Promise<Answer> {
  const deadline = AbortSignal.timeout(options.timeoutMs);
  try {
    return await exchange(pool, call, AbortSignal.any([signal, deadline]), options.maxResponseBytes);
  } catch (error) {
    signal.throwIfAborted();
    if (!deadline.aborted) throw error;
    throw new GatewayError("UPSTREAM_TIMEOUT", `The upstream gave no full answer within ${options.timeoutMs} ms.`);
  }
}

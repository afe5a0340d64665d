import type { Dispatcher } from "undici";
import { toError } from "../../errors.js";
import { unpack } from "./body.js";
import { type ConnectionOptions, createOpenDispatcher } from "./dispatcher.js";
import { connectionError } from "./exchange-errors.js";
import type { HttpResponse } from "./response.js";
import { ResponseReceiver } from "./response-receiver.js";

/** One GET. */
export interface ExchangeRequest {
  /** Scheme, host and port. */
  readonly origin: string;
  /** With the query. */
  readonly path: string;
  readonly headers: Record<string, string>;
}

/** Makes exchanges, and waits for the running ones when it is closed. */
export interface HttpClient {
  /**
   * Makes one request and reads its whole response with any status, on a separate connection. Redirects are not
   * followed. `signal` ends it at any point, with its socket. @throws GatewayError `UPSTREAM_UNAVAILABLE` if no
   * response comes; UpstreamBadResponse if it is incomplete or too long. After an abort it throws one of these or the
   * signal's reason.
   */
  exchange(request: ExchangeRequest, signal: AbortSignal): Promise<HttpResponse>;
  /** Resolves when the running exchanges have ended; later ones are refused as `UPSTREAM_UNAVAILABLE`. */
  close(): Promise<void>;
}

/** A client that opens a connection for each exchange. */
export function createHttpClient(options: ConnectionOptions): HttpClient {
  const open = createOpenDispatcher(options);
  const running = new Set<Promise<HttpResponse>>();
  let isClosed = false;
  return {
    async exchange(request, signal) {
      if (isClosed) throw connectionError(new Error("the client is closed"));
      const exchange = exchangeOnce(open(request.origin), request, signal, options.maxResponseBytes);
      running.add(exchange);
      return exchange.finally(() => running.delete(exchange));
    },
    async close() {
      isClosed = true;
      await Promise.allSettled(running);
    },
  };
}

/** Without a reason, the client makes an error with a stack for each call: a tenth of a small call's time. */
const CALL_ENDED = new Error("the call has ended");

/** `dispatcher`: for this exchange only. */
async function exchangeOnce(
  dispatcher: Dispatcher,
  request: ExchangeRequest,
  signal: AbortSignal,
  maxBytes: number,
): Promise<HttpResponse> {
  const end = () => void dispatcher.destroy(toError(signal.reason));
  signal.addEventListener("abort", end, { once: true });
  try {
    signal.throwIfAborted();
    const { status, headers, body } = await receive(dispatcher, request, maxBytes);
    return { status, headers, body: await unpack(body, headers["content-encoding"], maxBytes) };
  } finally {
    signal.removeEventListener("abort", end);
    void dispatcher.destroy(CALL_ENDED);
  }
}

function receive(dispatcher: Dispatcher, request: ExchangeRequest, maxBytes: number): Promise<HttpResponse> {
  return new Promise((resolve, reject) => {
    // `dispatch` never throws: the receiver gets every error, such as that for a header that HTTP forbids.
    dispatcher.dispatch({ ...request, method: "GET" }, new ResponseReceiver(resolve, reject, maxBytes));
  });
}

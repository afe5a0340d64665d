import { type Dispatcher, Pool } from "undici";
import { GatewayError } from "../errors.js";
import type { Page } from "../transcript/model.js";
import type { PageSource } from "../transcript/page-source.js";
import type { UpstreamObserver, UpstreamStatus } from "../transcript/upstream-observer.js";
import { Breaker } from "./resilience/breaker.js";
import { type Caller, CallerSource } from "./caller-source.js";
import { type ExchangeRequest, exchange } from "./http/exchange.js";
import { toFailure } from "./dingtalk/failures.js";
import { SILENT } from "./resilience/silent-observer.js";
import { REAL_WAITS, type RetryOptions } from "./resilience/retry.js";
import { type ThrottleLimits, createThrottle } from "./resilience/throttle.js";
import { withDeadline } from "./resilience/deadline.js";
import { toPage } from "./dingtalk/decode-page.js";

/** Where the upstream is, and how much may be asked of it. */
export interface UpstreamOptions extends ThrottleLimits {
  /** The gateway of DingTalk's API; a path in it is kept as a prefix. */
  readonly baseUrl: URL;
  /** For one whole exchange, from its start (not from when it began to wait for its turn) to the last byte. */
  readonly timeoutMs: number;
  /** For all that one source is asked, waits and retries too, from when the source is made. */
  readonly operationTimeoutMs: number;
  /** How often one call is tried, in all. */
  readonly maxAttempts: number;
  /** Failures without an answer in between, after which the upstream counts as out; 0: no circuit breaker. */
  readonly breakerFailures: number;
  /** How long no call goes out then. */
  readonly breakerOpenMs: number;
  /** The longest answer that is read, packed or unpacked. */
  readonly maxResponseBytes: number;
  /** Watches the calls of all callers; by default nobody does. */
  readonly observer?: UpstreamObserver;
  /** Chance and waiting, by default as they are. */
  readonly waits?: Pick<RetryOptions, "random" | "pause">;
}

/** The upstream as all callers share it: one set of connections, one throttle, one circuit breaker. */
export interface UpstreamClient {
  /**
   * A source that acts with this caller's token until `signal` aborts; then it rejects with the signal's reason, and the
   * call's connection is closed. It serves one operation, whose time begins now; when that is over, it rejects as
   * `UPSTREAM_TIMEOUT`. Nothing of one caller's answers is kept for another.
   */
  as(caller: Caller): PageSource;
  readonly status: UpstreamStatus;
  /** Ends when the calls in flight have ended; later calls are refused as `UPSTREAM_UNAVAILABLE`. */
  close(): Promise<void>;
}

/** A client of one upstream. It connects when the first call needs it to. */
export function createUpstreamClient(options: UpstreamOptions): UpstreamClient {
  const { observer = SILENT, waits = REAL_WAITS } = options;
  const pool = createPool(options);
  const throttle = createThrottle(options);
  const breaker = createBreaker(options, observer);
  const shared = {
    ...options,
    throttle,
    breaker,
    observer,
    retries: { ...waits, maxAttempts: options.maxAttempts },
    getTexts: (call: ExchangeRequest, signal: AbortSignal) => getTexts(pool, call, signal, options),
  };
  let closed: Promise<void> | undefined;
  return {
    as: (caller) => new CallerSource(shared, caller),
    get status() {
      return { breaker: breaker.state, ...throttle.load };
    },
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

function createBreaker({ breakerFailures, breakerOpenMs }: UpstreamOptions, observer: UpstreamObserver): Breaker {
  return new Breaker({
    failures: breakerFailures,
    openMs: breakerOpenMs,
    onChange: (state) => observer.onBreaker(state),
    now: () => performance.now(),
  });
}

async function getTexts(
  pool: Dispatcher,
  call: ExchangeRequest,
  signal: AbortSignal,
  { timeoutMs, maxResponseBytes }: UpstreamOptions,
): Promise<Page> {
  const late = () => new GatewayError("UPSTREAM_TIMEOUT", `The upstream gave no full answer within ${timeoutMs} ms.`);
  const answer = await withDeadline(signal, timeoutMs, late, (limited) =>
    exchange(pool, call, limited, maxResponseBytes),
  );
  if (answer.status !== 200) throw toFailure(answer);
  return toPage(answer.body, answer.headers);
}

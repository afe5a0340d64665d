import type { Page } from "../transcript/model.js";
import type { PageSource } from "../transcript/page-source.js";
import type { UpstreamStatus } from "../transcript/upstream-observer.js";
import { withAccessToken } from "./access-token.js";
import { type Caller, CallerSource, type PageCall } from "./caller-source.js";
import { toPage } from "./dingtalk/decode-page.js";
import { toFailure } from "./dingtalk/failures.js";
import type { OddityListener } from "./dingtalk/oddities.js";
import { toHeaders } from "./dingtalk/request.js";
import type { ProxyOptions } from "./http/dispatcher.js";
import { type HttpClient, createHttpClient } from "./http/exchange.js";
import { operationDeadline } from "./resilience/deadline.js";
import type { Call } from "./resilience/policy.js";
import { type ProtectionOptions, createProtection } from "./resilience/protection.js";

/** Where the upstream is, and how much may be asked of it. */
export interface UpstreamOptions extends ProtectionOptions {
  /** The gateway of DingTalk's API; a path in it is kept as a prefix. */
  readonly baseUrl: URL;
  /** For all that one source is asked, waits and repetitions included, from when the source is made. */
  readonly operationTimeoutMs: number;
  /** The longest response that is read, packed or unpacked. */
  readonly maxResponseBytes: number;
  /** Is told what is odd about pages; by default nobody is. */
  readonly onOddity?: OddityListener;
  readonly proxy: ProxyOptions;
}

/** The upstream as all callers share it: one throttle, one circuit breaker. */
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
  const http = createHttpClient({ ...options, connectTimeoutMs: options.timeoutMs });
  const protection = createProtection(options);
  const getTexts = protection.protect((call: AuthorizedCall) => exchangePage(http, call, options));
  const getPage = operationDeadline(options.operationTimeoutMs)(authorize(getTexts));
  const shared = { baseUrl: options.baseUrl, operationTimeoutMs: options.operationTimeoutMs, getPage };
  let closed: Promise<void> | undefined;
  return {
    as: (caller) => new CallerSource(shared, caller),
    get status() {
      return protection.status;
    },
    close: () => (closed ??= http.close()),
  };
}

/** One call for a page, with the headers that bear its token. */
interface AuthorizedCall extends PageCall {
  readonly headers: Record<string, string>;
}

/** Gives a call its caller's token; one that DingTalk refuses is repeated once, with another token and all that protects it. */
function authorize(getTexts: Call<AuthorizedCall, Page>): Call<PageCall, Page> {
  return (call) =>
    withAccessToken(call.credentials, call.signal, (accessToken) =>
      getTexts({ ...call, headers: toHeaders(accessToken) }),
    );
}

/** One exchange, and the page in it. @throws GatewayError for any response that is no page. */
async function exchangePage(
  http: HttpClient,
  { headers, path, signal }: AuthorizedCall,
  { baseUrl, onOddity }: UpstreamOptions,
): Promise<Page> {
  const response = await http.exchange({ origin: baseUrl.origin, path, headers }, signal);
  if (response.status !== 200) throw toFailure(response);
  return toPage(response.body, response.headers, onOddity);
}

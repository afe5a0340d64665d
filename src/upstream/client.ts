import type { Page } from "../transcript/model.js";
import type { PageSource } from "../transcript/page-source.js";
import type { UpstreamStatus } from "../transcript/upstream-observer.js";
import { withAccessToken } from "./access-token.js";
import { type Caller, createCallerSource, type PageCall } from "./caller-source.js";
import { toPage } from "./dingtalk/decode-page.js";
import { toFailure } from "./dingtalk/failures.js";
import type { OddityListener } from "./dingtalk/oddities.js";
import { toHeaders } from "./dingtalk/request.js";
import type { ConnectionOptions } from "./http/dispatcher.js";
import { type HttpClient, createHttpClient } from "./http/exchange.js";
import { operationDeadline } from "./resilience/deadline.js";
import type { Call } from "./resilience/policy.js";
import { type ProtectionOptions, createProtection } from "./resilience/protection.js";

/** Where the upstream is, and the limits of its use. */
export interface UpstreamOptions extends ProtectionOptions, ConnectionOptions {
  /** The gateway of DingTalk's API; a path in it is kept as a prefix. */
  readonly baseUrl: URL;
  /** The deadline for everything that one source reads, with waits and retries, from the creation of the source. */
  readonly operationTimeoutMs: number;
  /** Gets the oddities of pages; by default nothing does. */
  readonly onOddity?: OddityListener;
}

/** The upstream for all callers: one throttle, one circuit breaker. */
export interface UpstreamClient {
  /**
   * Creates a source that acts with this caller's token until `signal` aborts; then it rejects with the signal's
   * reason, and the call's connection is closed. It serves one operation, whose deadline starts now; after that it
   * rejects as `UPSTREAM_TIMEOUT`. Callers share nothing.
   */
  as(caller: Caller): PageSource;
  readonly status: UpstreamStatus;
  /** Resolves when the calls in flight have ended; later calls are refused as `UPSTREAM_UNAVAILABLE`. */
  close(): Promise<void>;
}

/** Creates a client of one upstream. It connects at the first call. */
export function createUpstreamClient(options: UpstreamOptions): UpstreamClient {
  const http = createHttpClient(options);
  const protection = createProtection(options);
  const getTexts = protection.protect((call: AuthorizedCall) => exchangePage(http, call, options));
  const getPage = operationDeadline(options.operationTimeoutMs)(authorize(getTexts));
  return {
    as: (caller) => createCallerSource(options, getPage, caller),
    get status() {
      return protection.status;
    },
    close: () => http.close(),
  };
}

/** One call for a page, with the headers that contain its token. */
interface AuthorizedCall extends PageCall {
  readonly headers: Record<string, string>;
}

/** Gives a call its caller's token. If DingTalk refuses it, the call is repeated once with a different one. */
function authorize(getTexts: Call<AuthorizedCall, Page>): Call<PageCall, Page> {
  return (call) =>
    withAccessToken(call.credentials, call.signal, (accessToken) =>
      getTexts({ ...call, headers: toHeaders(accessToken) }),
    );
}

/** Makes one exchange and returns its page. @throws GatewayError for any response that is not a page. */
async function exchangePage(
  http: HttpClient,
  { headers, path, signal }: AuthorizedCall,
  { baseUrl, onOddity }: UpstreamOptions,
): Promise<Page> {
  const response = await http.exchange({ origin: baseUrl.origin, path, headers }, signal);
  if (response.status !== 200) throw toFailure(response);
  return toPage(response.body, response.headers, onOddity);
}

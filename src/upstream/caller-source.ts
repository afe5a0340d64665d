import type { Credentials } from "../transcript/credentials.js";
import type { Page } from "../transcript/model.js";
import type { PageRequest, PageSource } from "../transcript/page-source.js";
import type { UpstreamObserver } from "../transcript/upstream-observer.js";
import { toPath } from "./dingtalk/request.js";
import type { Call, CallContext } from "./resilience/policy.js";

/** Who asks, and until when the response is wanted. */
export interface Caller {
  readonly credentials: Credentials;
  readonly signal: AbortSignal;
  /** Watches this caller's calls alone. */
  readonly observer?: UpstreamObserver;
  /** By default a late call is repeated. False: the caller asks for a smaller page instead. */
  readonly repeatsTimeouts?: boolean;
}

/** One call for a page, before it has its token. */
export interface PageCall extends CallContext {
  readonly credentials: Credentials;
  readonly path: string;
}

/** What all sources of one upstream share. */
export interface SharedUpstream {
  readonly baseUrl: URL;
  readonly operationTimeoutMs: number;
  /** One page, with every policy applied. */
  readonly getPage: Call<PageCall, Page>;
}

/** Reads with one caller's credentials. Its operation's time runs from when it is made. */
export class CallerSource implements PageSource {
  readonly #expiry: number;
  readonly #observers: readonly UpstreamObserver[];

  constructor(
    readonly shared: SharedUpstream,
    readonly caller: Caller,
  ) {
    this.#expiry = performance.now() + shared.operationTimeoutMs;
    this.#observers = caller.observer === undefined ? [] : [caller.observer];
  }

  async getPage(request: PageRequest): Promise<Page> {
    const { credentials, signal, repeatsTimeouts = true } = this.caller;
    return this.shared.getPage({
      credentials,
      path: toPath(this.shared.baseUrl, request),
      identity: credentials.identity,
      caller: callerOf(credentials.identity, request.conference.unionId),
      meeting: request.conference.conferenceId,
      signal,
      remainingMs: () => this.#expiry - performance.now(),
      attempt: 1,
      repeatsTimeouts,
      observers: this.#observers,
      onSent: () => {},
    });
  }
}

/** A caller is an identity and an operator, or none. An identity is a digest of one length, so no two callers share a name. */
function callerOf(identity: string, operator: string | null): string {
  return operator === null ? identity : `${identity} ${operator}`;
}

import type { Credentials } from "../transcript/credentials.js";
import type { Page } from "../transcript/model.js";
import type { PageSource } from "../transcript/page-source.js";
import type { CallObserver } from "../transcript/upstream-observer.js";
import { toPath } from "./dingtalk/request.js";
import type { Call, CallContext } from "./resilience/policy.js";

/** The caller of one operation. */
export interface Caller {
  readonly credentials: Credentials;
  /** Aborts when the response is no longer needed. */
  readonly signal: AbortSignal;
  /** Observes only this caller's calls. */
  readonly observer?: CallObserver;
  /** True by default: a call that times out is retried. False: the caller requests a smaller page instead. */
  readonly repeatsTimeouts?: boolean;
}

/** One call for a page, before its access token is known. */
export interface PageCall extends CallContext {
  readonly credentials: Credentials;
  readonly path: string;
}

/** Creates a source that gets pages with one caller's credentials. The operation's deadline starts now. */
export function createCallerSource(
  { baseUrl, operationTimeoutMs }: { readonly baseUrl: URL; readonly operationTimeoutMs: number },
  getPage: Call<PageCall, Page>,
  caller: Caller,
): PageSource {
  const { credentials, signal, observer = null, repeatsTimeouts = true } = caller;
  const { identity } = credentials;
  const expiry = performance.now() + operationTimeoutMs;
  return {
    getPage: async (request) =>
      getPage({
        credentials,
        path: toPath(baseUrl, request),
        identity,
        caller: callerOf(identity, request.conference.unionId),
        meeting: request.conference.conferenceId,
        signal,
        remainingMs: () => expiry - performance.now(),
        attempt: 1,
        repeatsTimeouts,
        observer,
        onSent: () => {},
      }),
  };
}

/** The name of a caller. All identities are digests of one length, so no two callers share a name. */
function callerOf(identity: string, operator: string | null): string {
  return operator === null ? identity : `${identity} ${operator}`;
}

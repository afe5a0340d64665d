import { type CacheObserver, type CacheRead, savedCall } from "../cache/cache-observer.js";
import type { CallEvent, CallFailure, CallObserver } from "../transcript/upstream-observer.js";
import { ANONYMOUS, type ClientInfo } from "./client-info.js";

/** Upstream failures of one kind in one operation. */
export interface FailureCount extends CallFailure {
  /** The number of attempts that ended this way; `upstream.requestId` is that of the last one. */
  readonly attempts: number;
}

/** The maximum number of kinds of failures in one line; more say nothing new. */
const MAX_KINDS = 5;

/** Counts the calls of one operation and its upstream failures. */
export class OperationActivity implements CallObserver, CacheObserver {
  /** The cost computed before it ran; 0: not computed. */
  cost = 0;
  /** Attempts that reached the upstream. */
  upstreamCalls = 0;
  /** Attempts that repeated a failed attempt. */
  retries = 0;
  /** How long its calls waited for a permit, in milliseconds; parallel calls add up. */
  waitedMs = 0;
  /** Requested pages; retries do not count. */
  pages = 0;
  /** Loads by resolvers; the difference to `pages` was saved. */
  loads = 0;
  /** Reads that the cache served without a call by this operation. */
  savedCalls = 0;
  /** The total time that it waits for Redis; null: nothing is shared. */
  waiting: { readonly spentMs: number } | null = null;
  /** Whether the operation has its line in the log. */
  isReported = false;
  readonly #failures = new Map<string, FailureCount>();

  /** The meetings that it names, admitted or not; only the audit reads them. */
  readonly conferenceIds = new Set<string>();

  /** `requestId` is the id of its request. */
  constructor(
    readonly requestId: string,
    readonly client: ClientInfo = ANONYMOUS,
  ) {}

  /** Its upstream failures, each kind once. */
  get failures(): readonly FailureCount[] {
    return [...this.#failures.values()];
  }

  onCall({ attempt, sent, waitedMs, failure }: CallEvent): void {
    if (sent) this.upstreamCalls += 1;
    if (attempt > 1) this.retries += 1;
    else this.pages += 1;
    this.waitedMs += waitedMs;
    if (failure !== null) this.#addFailure(failure);
  }

  onCacheRead(read: CacheRead): void {
    if (savedCall(read)) this.savedCalls += 1;
  }

  #addFailure(failure: CallFailure): void {
    const kind = kindOf(failure);
    const known = this.#failures.get(kind);
    if (known === undefined && this.#failures.size === MAX_KINDS) return;
    this.#failures.set(kind, { ...failure, attempts: (known?.attempts ?? 0) + 1 });
  }
}

/** Failures of one kind differ only in their request id. */
export function kindOf({ reason, cause, upstream }: CallFailure): string {
  return [reason, cause, upstream?.status, upstream?.code].join(" ");
}

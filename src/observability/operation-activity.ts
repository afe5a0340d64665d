import { type CacheObserver, type CacheRead, savedCall } from "../cache/cache-observer.js";
import type { CallEvent, CallFailure, UpstreamObserver } from "../transcript/upstream-observer.js";
import { ANONYMOUS, type ClientInfo } from "./client-info.js";

/** Upstream failures of one kind, seen by one operation. */
export interface FailureCount extends CallFailure {
  /** How many attempts ended so; `upstream.requestId` is that of the last one. */
  readonly attempts: number;
}

/** One operation names so many kinds of failures; more than a few say nothing new. */
const MAX_KINDS = 5;

/** What one operation has cost so far, and what went wrong on its way to the upstream. */
export class OperationActivity implements UpstreamObserver, CacheObserver {
  /** What it was priced at before it ran; 0: it did not come so far. */
  cost = 0;
  /** Attempts that reached the upstream. */
  upstreamCalls = 0;
  /** Attempts that repeated a failed one. */
  retries = 0;
  /** How long its calls waited for their turn, in milliseconds; calls side by side are added up. */
  waitedMs = 0;
  /** Pages that were asked for, in however many attempts. */
  pages = 0;
  /** What resolvers asked the loaders for; what is above `pages` was saved. */
  loads = 0;
  /** Reads that the cache served without a call of this operation's own. */
  savedCalls = 0;
  /** The operation has its line in the log. */
  isReported = false;
  readonly #failures = new Map<string, FailureCount>();

  /** The meetings that it names, admitted or not; only the audit reads them. */
  readonly conferenceIds = new Set<string>();

  /** `requestId` connects it with its request. */
  constructor(
    readonly requestId: string,
    readonly client: ClientInfo = ANONYMOUS,
  ) {}

  /** The upstream failures that it has met, each kind once. */
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

  onBreaker(): void {}

  onConference(conferenceId: string): void {
    this.conferenceIds.add(conferenceId);
  }

  onLoad(): void {
    this.loads += 1;
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

/** Failures of one kind differ in their request id alone. */
export function kindOf({ reason, cause, upstream }: CallFailure): string {
  return [reason, cause, upstream?.status, upstream?.code].join(" ");
}

import type { CallEvent, UpstreamObserver } from "../transcript/upstream-observer.js";

/** What one operation has cost so far. */
export class OperationActivity implements UpstreamObserver {
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

  /** `requestId` connects it with its request. */
  constructor(readonly requestId: string) {}

  onCall({ attempt, sent, waitedMs }: CallEvent): void {
    if (sent) this.upstreamCalls += 1;
    if (attempt > 1) this.retries += 1;
    else this.pages += 1;
    this.waitedMs += waitedMs;
  }

  onBreaker(): void {}

  onLoad(): void {
    this.loads += 1;
  }
}

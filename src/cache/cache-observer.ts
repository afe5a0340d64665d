/**
 * How a read was served: from what was cached (`hit`), by a call that another reader had made already (`joined`), from what another replica
 * has read (`replica`), with calls of its own (`miss`), from an expired copy as the upstream is out (`stale`), or not at all, as the transcript is too long to cache (`paged`).
 */
export type CacheOutcome = "hit" | "joined" | "replica" | "miss" | "stale" | "paged";

/** One read of a cached transcript: a window, some paragraphs by id, or the whole. It bears nothing of the caller or the transcript. */
export interface CacheRead {
  readonly outcome: CacheOutcome;
  /** How long ago the transcript was read, in milliseconds. */
  readonly ageMs: number;
}

/** What watches the reads, of everyone or of one operation. It must not throw. */
export interface CacheObserver {
  onCacheRead(read: CacheRead): void;
}

/** True for a read without which the upstream would have had a call more: it cost none of its own. */
export function savedCall({ outcome }: CacheRead): boolean {
  return outcome === "hit" || outcome === "joined" || outcome === "replica";
}

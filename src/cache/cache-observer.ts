/**
 * How a read was served. `hit`: from the cache. `joined`: by a call that another reader had already started. `replica`:
 * from another replica's entry. `miss`: by calls of its own. `stale`: from an expired copy, while the upstream is
 * unavailable. `paged`: not served, because the transcript is too long to cache.
 */
export type CacheOutcome = "hit" | "joined" | "replica" | "miss" | "stale" | "paged";

/** One read of a window, of paragraphs by id, or of the whole. It says nothing about the caller or the transcript. */
export interface CacheRead {
  readonly outcome: CacheOutcome;
  /** How long ago the transcript was read, in milliseconds. */
  readonly ageMs: number;
}

/** Observes the reads of all callers, or of one operation. Must not throw. */
export interface CacheObserver {
  onCacheRead(read: CacheRead): void;
}

/** True for a read that made no call of its own, and would have made one without the cache. */
export function savedCall({ outcome }: CacheRead): boolean {
  return outcome === "hit" || outcome === "joined" || outcome === "replica";
}

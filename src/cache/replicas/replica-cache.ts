import type { Page } from "../../transcript/model.js";
import type { CacheEntry } from "../cache-entry.js";
import type { PageParts } from "./page-parts.js";
import type { ReplicaParts, Seat } from "./replica-parts.js";
import type { Turn } from "./turn.js";
import { TurnTaking } from "./turn-taking.js";

/**
 * The second level of the cache: transcripts in a store that all replicas share. It decides which replica makes the next call, and the others
 * use its result. If the store fails, each replica works alone; no read fails because of the store.
 */
export class ReplicaCache {
  constructor(readonly parts: ReplicaParts) {}

  /** The pages of cached paragraphs, which are written to the store. */
  get pages(): PageParts {
    return this.parts.pages;
  }

  /** Remembers a page that was read from the upstream. */
  note(page: Page): void {
    this.parts.pages.note(page);
  }

  /**
   * Finds another replica's result, or gets the right to make the call. `held`: this process's entry. `isWanted`: true for an entry that
   * saves the call. @throws the signal's reason.
   */
  takeTurn(
    seat: Seat,
    held: CacheEntry | null,
    isWanted: (entry: CacheEntry) => boolean,
    signal: AbortSignal,
  ): Promise<Turn> {
    return new TurnTaking(this.parts, seat, isWanted, signal).run(held);
  }
}

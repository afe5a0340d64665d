import type { Page } from "../../transcript/model.js";
import type { CacheEntry } from "../cache-entry.js";
import type { PageParts } from "./page-parts.js";
import type { ReplicaParts, Seat } from "./replica-parts.js";
import type { Turn } from "./turn.js";
import { TurnTaking } from "./turn-taking.js";

/**
 * The second level of the cache: what other replicas have read, in a store that they share. It decides which replica makes the next call, so
 * that the others need not. Where the store cannot help, each replica goes on by itself: nothing here ever fails.
 */
export class ReplicaCache {
  constructor(readonly parts: ReplicaParts) {}

  /** The pages that are kept, so that they can be written. */
  get pages(): PageParts {
    return this.parts.pages;
  }

  /** Notes a page as it arrives. */
  note(page: Page): void {
    this.parts.pages.note(page);
  }

  /**
   * Finds out what to do instead of a call, or gets the right to make it. `held` is the entry that this process has; `isWanted` says whether
   * another one will do instead. @throws the signal's reason.
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

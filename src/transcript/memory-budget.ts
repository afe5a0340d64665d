import { GatewayError } from "../errors.js";
import type { Page } from "./model.js";

const RETRY_AFTER_MS = 5000;

/** The maximum size of a paragraph of about 50 words, in bytes: in memory, and in one response with all of it. */
export const PARAGRAPH_BYTES = { held: 20_000, written: 8000 } as const;

/** The share of the budget for a caller that is alone, and for one of several callers. */
const [ALONE, BESIDE_OTHERS] = [0.75, 0.5];

/**
 * The memory of all operations of this process, in bytes: for the paragraphs that they have read or are about to read,
 * and for their responses until they are sent. A limit on one operation does not limit many operations together. No
 * caller gets all of the memory, so some is always left for a new caller.
 */
export class MemoryBudget {
  #bytes = 0;
  readonly #byCaller = new Map<string, number>();

  constructor(readonly maxBytes: number) {}

  /** The bytes that are reserved now. */
  get bytes(): number {
    return this.#bytes;
  }

  /** The maximum for one operation. */
  get maxBytesOfOne(): number {
    return this.maxBytes * ALONE;
  }

  /**
   * Changes the number of bytes that a caller has reserved. @throws GatewayError `RATE_LIMITED` if there is not enough
   * memory; then nothing changes.
   */
  change(caller: string, by: number): void {
    const held = (this.#byCaller.get(caller) ?? 0) + by;
    if (by > 0 && (this.#bytes + by > this.maxBytes || held > this.maxBytes * this.#shareOf(caller))) throw noRoom();
    this.#bytes += by;
    if (held > 0) this.#byCaller.set(caller, held);
    else this.#byCaller.delete(caller);
  }

  #shareOf(caller: string): number {
    const others = this.#byCaller.size - (this.#byCaller.has(caller) ? 1 : 0);
    return others > 0 ? BESIDE_OTHERS : ALONE;
  }
}

const noRoom = () =>
  new GatewayError(
    "RATE_LIMITED",
    "The gateway has no memory left, for this caller or for all callers. Try again later, or request less at a time.",
    { retryAfterMs: RETRY_AFTER_MS },
  );

/**
 * One operation's reservation, released when its response has been sent. It covers the paragraphs that the operation
 * reads, with one response of all of them, and the response itself if that is longer. So an operation is not refused
 * after its calls were made, unless its response repeats paragraphs.
 */
export class MemoryReservation {
  #paragraphs = 0;
  #written = 0;
  #held = 0;
  #closed = false;
  /** The pages that the operation has read; null after their release. */
  #pages: Page[] | null = [];

  /** `caller` is an identity with an operator. */
  constructor(
    readonly budget: MemoryBudget,
    readonly caller: string,
  ) {}

  /** Counts paragraphs before they are read; a negative number: some did not arrive. @throws as `write` does. */
  read(paragraphs: number): void {
    this.#set(this.#paragraphs + paragraphs, this.#written);
  }

  /**
   * Sets the number of bytes of the response. @throws GatewayError `RATE_LIMITED` if there is not enough memory now,
   * `OPERATION_TOO_COSTLY` if there never is; nothing changes then.
   */
  write(bytes: number): void {
    this.#set(this.#paragraphs, bytes);
  }

  /** Adds a page that no other operation reads. `releasePages` frees its memory. */
  holdPage(page: Page): void {
    this.#pages?.push(page);
  }

  /** Frees the memory of all pages, because nothing reads them any more. */
  releasePages(): void {
    for (const page of this.#pages ?? []) page.release?.();
    this.#pages = null;
  }

  /** Releases the paragraphs and keeps the bytes of the response. @throws GatewayError as `write` does. */
  settle(bytes: number): void {
    this.#set(0, bytes);
  }

  /** Releases everything. Later changes by a running call are ignored. */
  close(): void {
    this.#set(0, 0);
    this.#closed = true;
  }

  #set(paragraphs: number, written: number): void {
    if (this.#closed) return;
    const { held: perParagraph, written: perResponse } = PARAGRAPH_BYTES;
    const needed = paragraphs * perParagraph + Math.max(paragraphs * perResponse, written);
    if (needed > this.budget.maxBytesOfOne)
      throw new GatewayError(
        "OPERATION_TOO_COSTLY",
        `the operation takes ${needed} bytes of memory or more; at most ${this.budget.maxBytesOfOne}: request less at a time`,
      );
    this.budget.change(this.caller, needed - this.#held);
    this.#held = needed;
    this.#paragraphs = paragraphs;
    this.#written = written;
  }
}
